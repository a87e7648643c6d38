/// The limits of a reader of packet captures.
public struct CaptureLimits: Hashable, Sendable {
    /// Octets of one packet, or of one block of pcapng; a larger one ends the reading.
    public var packetSize = 16_777_216
    /// Interfaces of a section of pcapng; packets of further ones are left out.
    public var interfaces = 10_000
    /// Directions of TCP connections that are followed simultaneously; where all are open and of use, further ones are left
    /// out.
    public var flows = 4_096
    /// Octets, of one direction, that wait for a segment that is missing; then it counts as lost.
    public var heldOctets = 4_194_304

    public init() {}
}
