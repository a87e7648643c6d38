/// A version of the RPKI-to-Router protocol.
public enum ProtocolVersion: UInt8, Hashable, Sendable, CaseIterable, Comparable {
    /// RFC 6810: prefixes only.
    case zero = 0
    /// RFC 8210: router keys and the timers.
    case one = 1
    /// draft-ietf-sidrops-8210bis: ASPAs and the order of PDUs.
    case two = 2

    public static func < (first: ProtocolVersion, second: ProtocolVersion) -> Bool {
        first.rawValue < second.rawValue
    }
}
