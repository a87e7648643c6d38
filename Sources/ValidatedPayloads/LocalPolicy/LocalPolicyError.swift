/// The reason why a file of local policy is not valid. The whole file is refused, and never applied in part.
public struct LocalPolicyError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The line begins with neither `allow` nor `deny`, or nothing follows.
        case invalidRule
        /// The text after it is neither an AS number, a prefix nor an address, nor a range of them.
        case invalidResource
        /// A bit after the prefix is set.
        case hostBits
        /// Neither a host name nor a URI.
        case invalidEntry
        /// The file is longer than a policy may be.
        case limitExceeded
    }

    public let code: Code
    /// Counted from 1.
    public let line: Int
    /// The text of the line, its first 200 octets.
    public let text: String
}

extension LocalPolicyError: CustomStringConvertible {
    public var description: String {
        "line \(line): \(code.rawValue): \(text)"
    }
}
