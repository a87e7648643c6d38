/// The media types of answers, as Routinator spells them.
package enum ContentType {
    package static let json = "application/json"
    package static let text = "text/plain;charset=utf-8"
    package static let csv = "text/csv;charset=utf-8;header=present"
    package static let yaml = "application/yaml"
    package static let openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
    package static let prometheus = "text/plain; version=0.0.4; charset=utf-8"
}
