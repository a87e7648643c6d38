internal import BGPMessages

/// What a feed tells the watch.
enum FeedWord: Sendable {
    case connected(description: String?)
    /// It lives, and has nothing else to say.
    case alive
    case lost(reason: String)
    /// It has come to its end, as files do.
    case ended
    case peerUp(BGPPeer)
    case peerDown(BGPPeer)
    /// The peer has told all that it has.
    case tableComplete(BGPPeer)
    /// All peers have.
    case tablesComplete
    case routes([RouteEvent])
    /// Something of it could not be used.
    case fault(reason: String, detail: String)
}
