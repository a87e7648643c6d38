/// A change of the state of a session with a collector.
public struct PeerStateChange: Hashable, Sendable {
    /// States of a session (RFC 4271 section 8.2.2, RFC 6396 section 4.4.1); the raw value is the one of the wire. 7
    /// and 8 are Quagga's own.
    public enum State: UInt16, Hashable, Sendable {
        case idle = 1
        case connect = 2
        case active = 3
        case openSent = 4
        case openConfirm = 5
        case established = 6
        case clearing = 7
        case deleted = 8
    }

    public var time: BGPTime
    public var peer: BGPPeer
    /// `nil` if the number in the record is not a known state.
    public var from: State?
    public var to: State?
    /// The router, VRF and table; `nil` for feeds other than BMP.
    public var source: BMPSource?

    public init(time: BGPTime, peer: BGPPeer, from: State?, to: State?, source: BMPSource? = nil) {
        self.time = time
        self.peer = peer
        self.from = from
        self.to = to
        self.source = source
    }
}
