internal import HTTPService
internal import ValidatedPayloads

/// A kind of body that is kept for a whole set of payloads.
enum PayloadBody: Hashable, Sendable {
    case payloads(PayloadFormat, PayloadKinds)
    /// The whole set in the form of `json-delta`.
    case reset

    /// True if the body depends on nothing but the payloads and their trust anchors: neither on the time of the run nor
    /// on the objects they come from.
    var isTimeless: Bool {
        switch self {
        case .payloads(let format, _):
            switch format {
            case .csv, .csvcompat, .slurm, .slurm2, .openbgpd, .bird1, .bird2, .none: true
            case .csvext, .json, .jsonext, .rpsl, .summary, .rpkiClientJSON, .rpkiClientCSV: false
            }
        case .reset: false
        }
    }
}

extension VersionedPayloads: BodySource {
    func number(of kind: PayloadBody) -> UInt64 {
        kind.isTimeless ? contentNumber : number
    }
}

extension PayloadPortions: PortionedBody {}

extension PayloadFormat {
    var contentType: String {
        switch self {
        case .csv, .csvcompat, .csvext, .rpkiClientCSV: ContentType.csv
        case .json, .jsonext, .slurm, .slurm2, .rpkiClientJSON: ContentType.json
        case .openbgpd, .bird1, .bird2, .rpsl, .summary, .none: ContentType.text
        }
    }
}
