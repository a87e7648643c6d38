internal import TextFormats

/// The reason why a text is not a valid event, with the place in it.
public struct SecurityEventError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The text is not JSON (RFC 8259), or an object has a member twice.
        case syntax
        /// A member that has to be there is not.
        case missing
        /// A value of another kind was expected.
        case kind
        /// A value is none that may stand there.
        case value
        /// A limit is reached; the reason names it.
        case limit
        /// The event was written by a version that this one cannot read.
        case version
        /// `id` is not that of the content.
        case identity
    }

    public let code: Code
    /// The way to the value, `subjects[2].value`; empty for the event itself.
    public let path: String
    /// The octet at which the text stops being JSON, counted from 0.
    public let offset: Int?
    public let reason: String

    @inline(never)
    init(_ code: Code, at path: String = "", offset: Int? = nil, _ reason: String) {
        self.code = code
        self.path = path
        self.offset = offset
        self.reason = reason
    }

    @inline(never)
    init(_ error: JSONError, _ limits: SecurityEventLimits) {
        switch error.code {
        case .sizeLimit:
            self.init(.limit, offset: error.offset, "more than \(limits.eventSize) octets (eventSize)")
        case .tokenLimit:
            self.init(
                .limit, offset: error.offset, "a text or number of more than \(limits.textOctets) octets (textOctets)")
        case .depthLimit:
            self.init(.limit, offset: error.offset, "more than \(limits.eventDepth) levels (eventDepth)")
        default: self.init(.syntax, offset: error.offset, "unexpected JSON: \(error.code.rawValue)")
        }
    }
}

extension SecurityEventError: CustomStringConvertible {
    public var description: String {
        let place = path.isEmpty ? offset.map { "octet \($0)" } : path
        return place.map { "\($0): \(reason)" } ?? reason
    }
}
