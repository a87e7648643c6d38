public import NumberResources

/// One announcement or withdrawal of one prefix by one peer: the record that checks, detection and scores read, for
/// every kind of feed.
public struct RouteEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        /// The peer has this route now; it replaces the one that it had.
        case announce(PathAttributes)
        /// The peer has no route any more.
        case withdraw
    }

    public var time: BGPTime
    public var peer: BGPPeer
    public var prefix: IPPrefix
    /// The path identifier of ADD-PATH (RFC 7911), where the session has it.
    public var pathID: UInt32?
    public var action: Action

    @inlinable
    public init(time: BGPTime, peer: BGPPeer, prefix: IPPrefix, pathID: UInt32? = nil, action: Action) {
        self.time = time
        self.peer = peer
        self.prefix = prefix
        self.pathID = pathID
        self.action = action
    }
}
