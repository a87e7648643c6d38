internal import Crypto
internal import TextFormats

/// Writes metrics in the text form of Prometheus (version 0.0.4) or OpenMetrics (version 1.0.0).
///
/// The two differ in how a counter's family is named, in which families tell a unit, and in the line that ends the text.
package struct MetricsText {
    package enum Kind: String {
        case gauge
        case counter
        /// A gauge that is always 1 and tells by its labels.
        case info
    }

    private static let labelLength = 256

    package private(set) var out: [UInt8] = []
    private let isOpenMetrics: Bool
    private var series = ""

    package init(isOpenMetrics: Bool) {
        self.isOpenMetrics = isOpenMetrics
        out.reserveCapacity(1 << 14)
    }

    /// Begins a family; the samples that follow belong to it.
    ///
    /// - Parameter name: Without the suffix that a counter's or info's samples have.
    package mutating func family(_ name: String, _ kind: Kind, unit: String? = nil, _ help: StaticString) {
        switch kind {
        case .gauge: series = name
        case .counter: series = name + "_total"
        case .info: series = name + "_info"
        }
        let family = isOpenMetrics ? name : series
        out.append("# HELP ")
        out.append(text: family)
        out.append(" ")
        out.append(help)
        out.append("\n# TYPE ")
        out.append(text: family)
        out.append(" ")
        out.append(text: kind == .info && !isOpenMetrics ? Kind.gauge.rawValue : kind.rawValue)
        if isOpenMetrics, let unit {
            out.append("\n# UNIT ")
            out.append(text: family)
            out.append(" ")
            out.append(text: unit)
        }
        out.append("\n")
    }

    package mutating func sample(_ value: some BinaryInteger, _ labels: (String, String)...) {
        begin(labels)
        out.append(decimal: value)
        out.append("\n")
    }

    package mutating func sample(seconds: Double, _ labels: (String, String)...) {
        begin(labels)
        out.append(seconds: seconds)
        out.append("\n")
    }

    private mutating func begin(_ labels: [(String, String)]) {
        out.append(text: series)
        for (place, (name, value)) in labels.enumerated() {
            out.append(place == 0 ? "{" : ",")
            out.append(text: name)
            out.append("=\"")
            append(escaped: value)
            out.append("\"")
        }
        if !labels.isEmpty { out.append("}") }
        out.append(" ")
    }

    private mutating func append(escaped text: String) {
        for scalar in MetricsText.shortened(text).unicodeScalars {
            switch scalar {
            case "\\": out.append("\\\\")
            case "\"": out.append("\\\"")
            case "\n": out.append("\\n")
            case _ where scalar.isUnprintable: out.append(" ")
            default: out.append(text: String(scalar))
            }
        }
    }

    /// A text that is too long ends in its hash: two of them must not become one series.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > labelLength else { return text }
        let hash = SHA256.hash(data: Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        return "\(text.prefix(labelLength - 17))…\(String(hash, radix: 16))"
    }

    package mutating func finish() -> [UInt8] {
        if isOpenMetrics { out.append("# EOF\n") }
        return out
    }
}
