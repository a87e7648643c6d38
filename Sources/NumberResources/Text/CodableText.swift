// AS numbers, addresses and prefixes are coded as their canonical text.

extension ASN: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(read: ASN.init, "an AS number")
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.write(description)
    }
}

extension IPAddress: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(read: IPAddress.init, "an IP address")
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.write(description)
    }
}

extension IPPrefix: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(read: IPPrefix.init, "a prefix")
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.write(description)
    }
}

extension Decoder {
    /// The value that `read` makes of the one text here.
    fileprivate func value<Value>(read: (String) -> Value?, _ expected: StaticString) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = read(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is not \(expected)")
        }
        return value
    }
}

extension Encoder {
    fileprivate func write(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
