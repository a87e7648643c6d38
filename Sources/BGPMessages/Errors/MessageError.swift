/// The refusal of a message, an attribute or a record: a code to switch on, the consequence, the rule that was broken,
/// the place, and what was found there.
public struct MessageError: Error, Hashable, Sendable {
    /// The receiver's reaction, from the mildest to the gravest (RFC 7606 section 2).
    public enum Handling: UInt8, Hashable, Sendable, CaseIterable {
        /// The attribute counts as absent, the routes stand.
        case attributeDiscard
        /// The routes of the message count as withdrawn.
        case treatAsWithdraw
        /// The message cannot be divided into routes: a router closes the session, a reader of files skips the message.
        case sessionReset
        /// The carrier of the message (an MRT record, a BMP message) cannot be read and is skipped.
        case skip
    }

    public let code: Code
    public let handling: Handling
    /// The sentence of a standard, such as `RFC 7606 section 7.1`.
    public let rule: String
    /// Octets from the start of what was handed to the decoder: of the message, or of the uncompressed file.
    public private(set) var offset: Int
    /// The finding and the expected value, in one line.
    public let detail: String

    @inline(never)
    public init(_ code: Code, _ handling: Handling, _ rule: String, at offset: Int, _ detail: String) {
        self.code = code
        self.handling = handling
        self.rule = rule
        self.offset = offset
        self.detail = detail
    }

    /// The same with its place counted from a start that lies `distance` octets earlier.
    public func moved(by distance: Int) -> MessageError {
        var moved = self
        moved.offset += distance
        return moved
    }
}

extension MessageError.Handling: Comparable {
    public static func < (left: MessageError.Handling, right: MessageError.Handling) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension MessageError: CustomStringConvertible {
    public var description: String {
        "\(code.rawValue) at octet \(offset): \(detail) (\(rule))"
    }
}
