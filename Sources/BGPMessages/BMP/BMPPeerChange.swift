public import NumberResources

/// The contents of a Peer Up (RFC 7854 section 4.10).
public struct BMPPeerUp: Hashable, Sendable {
    public let time: BGPTime
    /// The router's end; `nil` for a Loc-RIB.
    public let localAddress: IPAddress?
    public let localPort: UInt16
    public let remotePort: UInt16
    /// The encoding of the neighbour's messages.
    public let inbound: SessionEncoding
    /// The encoding of messages to the neighbour.
    public let outbound: SessionEncoding
    /// The name of the VRF or table (RFC 9069 section 5.3.3).
    public let tableName: String?
    /// The label that the operator gave (RFC 9736).
    public let adminLabel: String?
    public let texts: [String]
    /// The AS of the OPEN message that the router sent.
    public var localASN: ASN?
}

/// The reason why no route of a peer is known any more (RFC 7854 section 4.9).
public struct BMPPeerDown: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The router sent this NOTIFICATION (RFC 4271 section 4.5).
        case localNotification(code: UInt8, subcode: UInt8)
        /// The router closed the session after this event of its state machine (RFC 4271 section 8.1); 0: none is
        /// known.
        case localEvent(UInt16)
        /// The neighbour sent this NOTIFICATION.
        case remoteNotification(code: UInt8, subcode: UInt8)
        /// The neighbour closed the session without one.
        case remoteClosed
        /// The router was configured not to monitor it any more.
        case deconfigured
        /// A table of the router is not monitored any more (RFC 9069 section 5.3.1).
        case localClosed
        /// A reason that is not known.
        case other(UInt8)
        /// The neighbour came up again without having gone down.
        case replaced
        /// The BMP session ended.
        case sessionEnded
    }

    public let time: BGPTime
    public let reason: Reason
    /// The name of the VRF or table.
    public var tableName: String?
}
