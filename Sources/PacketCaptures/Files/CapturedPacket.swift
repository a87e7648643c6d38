/// A packet as it was captured.
public struct CapturedPacket: Hashable, Sendable {
    /// The time, in microseconds since 1970-01-01T00:00:00Z; 0 where the file does not say.
    public let microseconds: Int64
    public let link: LinkType
    /// The place of its octets in the reader's buffer.
    public let octets: Range<Int>
    /// Octets of the file before it.
    public let offset: Int
}
