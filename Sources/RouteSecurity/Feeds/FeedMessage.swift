package import BGPMessages

/// What a feed reports, for every protocol.
package enum FeedMessage: Hashable, Sendable {
    case connected(description: String?)
    /// It lives, and has nothing else to report.
    case alive
    case lost(reason: String)
    /// It has come to its end, as files do.
    case ended
    case peerUp(BGPPeer)
    case peerDown(BGPPeer)
    /// The peer has announced all that it has.
    case tableComplete(BGPPeer)
    /// All peers have.
    case tablesComplete
    case routes([RouteEvent])
    /// Something of it could not be used.
    case fault(reason: String, detail: String)

    /// Whether it only says that there is nothing more to report.
    package var isFarewell: Bool {
        switch self {
        case .alive, .lost, .ended, .peerDown: true
        case .connected, .peerUp, .tableComplete, .tablesComplete, .routes, .fault: false
        }
    }
}
