import NumberResources

/// Coded as one text, `prefix 192.0.2.0/24`.
extension AlertSubject: Codable, LosslessStringConvertible {
    public init?(_ description: String) {
        let parts = description.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "prefix":
            guard let prefix = IPPrefix(parts[1]) else { return nil }
            self = .prefix(prefix)
        case "asn":
            guard let asn = ASN(parts[1]) else { return nil }
            self = .asn(asn)
        case "feed": self = .feed(String(parts[1]))
        case "trust-anchor": self = .trustAnchor(String(parts[1]))
        case "limit": self = .limit(String(parts[1]))
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .prefix(let prefix): "prefix \(prefix)"
        case .asn(let asn): "asn \(asn)"
        case .feed(let name): "feed \(name)"
        case .trustAnchor(let name): "trust-anchor \(name)"
        case .limit(let name): "limit \(name)"
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let subject = AlertSubject(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a subject of an alert")
        }
        self = subject
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
