/// Why octets are not the BMP that was expected, and where.
public struct BMPError: Error, Hashable, Sendable {
    /// What kind of rule was broken. The raw value is the `reason` of reports and does not change between versions.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // Of the stream: nothing behind it can be told apart
        case version = "bmp-version"
        case messageLength = "bmp-message-length"
        case truncated = "bmp-truncated"

        // Of one message: it is passed over
        case messageType = "bmp-message-type"
        case messageBody = "bmp-message-body"
        case peerType = "bmp-peer-type"
        case unknownPeer = "bmp-unknown-peer"
        case peerLimit = "bmp-peer-limit"
        case tlvLength = "bmp-tlv-length"
        case tlvLimit = "bmp-tlv-limit"
        case missingTLV = "bmp-missing-tlv"
        case statistic = "bmp-statistic"
        case reason = "bmp-reason"
        case bgpMessage = "bmp-bgp-message"
    }

    public let code: Code
    /// Octets from the start of the stream.
    public let offset: Int
    /// The sentence of a standard, such as `RFC 7854 section 4.1`, or `Docs/Limits.md`.
    public let rule: String
    /// What was found, in one line.
    public let detail: String
    /// What is wrong inside the BGP message that was carried, counted from its start.
    public let cause: MessageError?

    @inline(never)
    init(_ code: Code, _ rule: String, at offset: Int, _ detail: String, cause: MessageError? = nil) {
        self.code = code
        self.offset = offset
        self.rule = rule
        self.detail = detail
        self.cause = cause
    }

    /// The same with its place counted from a start that lies `distance` octets earlier.
    func moved(by distance: Int) -> BMPError {
        BMPError(code, rule, at: offset + distance, detail, cause: cause)
    }
}

extension BMPError {
    /// A section of RFC 7854.
    static func rfc7854(_ section: String) -> String {
        "RFC 7854 section \(section)"
    }

    @inline(never)
    static func body(_ section: String, at offset: Int, _ detail: String) -> BMPError {
        BMPError(.messageBody, rfc7854(section), at: offset, detail)
    }
}

extension BMPError: CustomStringConvertible {
    public var description: String {
        "\(code.rawValue) at octet \(offset): \(cause?.description ?? detail) (\(rule))"
    }
}
