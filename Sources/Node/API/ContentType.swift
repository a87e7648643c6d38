internal import ValidatedPayloads

/// The media types of answers, as Routinator spells them.
enum ContentType {
    static let json = "application/json"
    static let text = "text/plain;charset=utf-8"
    static let csv = "text/csv;charset=utf-8;header=present"
    static let yaml = "application/yaml"
    static let openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
    static let prometheus = "text/plain; version=0.0.4; charset=utf-8"
}

extension PayloadFormat {
    var contentType: String {
        switch self {
        case .csv, .csvcompat, .csvext, .rpkiClientCSV: ContentType.csv
        case .json, .jsonext, .slurm, .slurm2, .rpkiClientJSON: ContentType.json
        case .openbgpd, .bird1, .bird2, .rpsl, .summary, .none: ContentType.text
        }
    }
}
