package import BGPMessages
import NumberResources

/// Makes messages of a feed of a BMP session: the routes of one view of each peer.
///
/// Where a router reports what a neighbour sent before and after its policy, what was sent counts. Routes that are sent to
/// neighbours are the router's own, and no evidence; routes of VRFs are not of the Internet.
package struct BMPFeedAdapter: Sendable {
    private struct Peer: Sendable {
        var view: BMPView?
        var complete: Set<RouteFamily> = []
    }

    private static let families: Set<RouteFamily> = [.ipv4Unicast, .ipv6Unicast]

    private var peers: [BGPPeer: Peer] = [:]

    package init() {}

    package mutating func messages(_ events: [BMPEvent]) -> [FeedMessage] {
        var messages: [FeedMessage] = []
        messages.reserveCapacity(events.count)
        for event in events { if let message = message(event) { messages.append(message) } }
        return messages
    }

    private mutating func message(_ event: BMPEvent) -> FeedMessage? {
        switch event {
        case .initiated(let router):
            let texts = [router.name, router.description].filter { !$0.isEmpty }
            return .connected(description: texts.joined(separator: ", "))
        case .peerUp(let peer, _):
            guard peer.distinguisher == 0 else { return nil }
            peers[peer.peer] = Peer()
            return .peerUp(peer.peer)
        case .peerDown(let peer, _):
            guard peer.distinguisher == 0 else { return nil }
            peers[peer.peer] = nil
            return .peerDown(peer.peer)
        case .routes(let peer, let view, let routes): return counts(peer, view, routes) ? .routes(routes) : nil
        case .endOfRIB(let peer, let view, let family):
            guard peer.distinguisher == 0, (peers[peer.peer]?.view ?? view) == view else { return nil }
            peers[peer.peer, default: Peer()].complete.insert(family)
            // The table is one for all families: what comes of the others is not new before they are complete, too.
            let isComplete = peers[peer.peer]?.complete.isSuperset(of: BMPFeedAdapter.families) ?? false
            return isComplete ? .tableComplete(peer.peer) : .alive
        case .statistics, .mirrored: return .alive
        case .terminated(let termination):
            let reason = termination.reason.map { "\($0)" } ?? "no reason"
            return .lost(reason: "closed by the router: " + ([reason] + termination.texts).joined(separator: ", "))
        case .fault(let error), .failed(let error):
            return .fault(reason: error.code.rawValue, detail: "\(error)")
        }
    }

    /// Whether routes of this view are evidence. The first view that announces something does, until the neighbour's own comes.
    private mutating func counts(_ peer: BMPPeer, _ view: BMPView, _ routes: [RouteEvent]) -> Bool {
        guard !routes.isEmpty, peer.distinguisher == 0, !view.isOutbound else { return false }
        let known = peers[peer.peer, default: Peer()].view
        if known == view { return true }
        // Some routers mark ends of tables, and withdrawals, as before policy though they keep nothing of that.
        guard known == nil || view == .prePolicy, routes.contains(where: { $0.action != .withdraw }) else {
            return false
        }
        peers[peer.peer, default: Peer()].view = view
        return true
    }
}
