/// Limits on what a router may send in one BMP session.
public struct BMPLimits: Hashable, Sendable {
    /// Octets of one message; a longer one ends the session. Two BGP messages of 65,535 octets with TLVs fit.
    public var messageSize = 1_048_576
    /// Peers that are up simultaneously; messages of further peers are refused.
    public var peers = 20_000
    /// TLVs, or statistics, of one message; a message with more is refused.
    public var tlvs = 1_000
    /// Families whose skipped messages are counted one by one.
    public var families = 100
    /// Octets of a name, a description or another text that are kept.
    public var textSize = 1_024
    /// Faults that are reported individually; further faults are only counted.
    public var describedFaults = 1_000

    public init() {}
}
