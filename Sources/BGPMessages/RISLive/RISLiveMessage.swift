/// The messages of RIS Live (its manual, section "Messages sent by the server").
public enum RISLiveReply: Hashable, Sendable {
    /// `ris_message`: what a peer of a collector said.
    case message(RISLiveMessage)
    /// `ris_error`: the service refuses something, or ends.
    case error(String)
    /// `ris_subscribe_ok`
    case subscribed
    /// `ris_rrc_list`: the collectors.
    case collectors([String])
    /// `pong`
    case pong
    /// Of a type that is not known here.
    case other(String)
}

/// A BGP message, or a change of a session's state, as a collector saw it.
public struct RISLiveMessage: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case routes([RouteEvent])
        /// `RIS_PEER_STATE`; `nil` where the state is none that is known.
        case peerState(PeerStateChange.State?)
        case open
        case notification(code: UInt8, subcode: UInt8)
        case keepalive
        /// Of a type that is not known here.
        case other
    }

    public let time: BGPTime
    public let peer: BGPPeer
    /// The collector, such as `rrc00`.
    public let collector: String
    /// A number made of the message's `id`: equal where the identifiers are. 0 where there is none.
    public let identity: UInt64
    public let content: Content
    /// Faults of the BGP message, and its disagreement with the fields.
    public let faults: [MessageError]
}
