internal import BGPMessages
internal import NumberResources

/// Makes of a BMP session what the watch is told: the routes of one view of each peer.
///
/// Where a router tells what a neighbour sent before and after its policy, what was sent counts. Routes that are sent to
/// neighbours are the router's own, and no evidence; routes of VRFs are not of the Internet.
struct BMPWords {
    private struct Peer {
        var view: BMPView?
        var complete: Set<RouteFamily> = []
    }

    private var peers: [BGPPeer: Peer] = [:]

    mutating func words(_ events: [BMPEvent]) -> [FeedWord] {
        var words: [FeedWord] = []
        words.reserveCapacity(events.count)
        for event in events { add(event, to: &words) }
        return words
    }

    private mutating func add(_ event: BMPEvent, to words: inout [FeedWord]) {
        switch event {
        case .initiated(let router):
            let texts = [router.name, router.description].filter { !$0.isEmpty }
            words.append(.connected(description: texts.joined(separator: ", ")))
        case .peerUp(let peer, _):
            guard peer.distinguisher == 0 else { return }
            peers[peer.peer] = Peer()
            words.append(.peerUp(peer.peer))
        case .peerDown(let peer, _):
            guard peer.distinguisher == 0 else { return }
            peers[peer.peer] = nil
            words.append(.peerDown(peer.peer))
        case .routes(let peer, let view, let routes):
            guard isHeard(peer, view, routes) else { return }
            words.append(.routes(routes))
        case .endOfRIB(let peer, let view, let family):
            guard peer.distinguisher == 0, (peers[peer.peer]?.view ?? view) == view else { return }
            peers[peer.peer, default: Peer()].complete.insert(family)
            // The table is one for all families: what comes of the others is no news before they are told, too.
            if peers[peer.peer]?.complete.isSuperset(of: BMPWords.families) ?? false {
                words.append(.tableComplete(peer.peer))
            } else {
                words.append(.alive)
            }
        case .statistics, .mirrored: words.append(.alive)
        case .terminated(let termination):
            let reason = termination.reason.map { "\($0)" } ?? "no reason"
            words.append(
                .lost(reason: "ended by the router: " + ([reason] + termination.texts).joined(separator: ", ")))
        case .fault(let error), .failed(let error):
            words.append(.fault(reason: error.code.rawValue, detail: "\(error)"))
        }
    }

    private static let families: Set<RouteFamily> = [.ipv4Unicast, .ipv6Unicast]

    private mutating func isHeard(_ peer: BMPPeer, _ view: BMPView, _ routes: [RouteEvent]) -> Bool {
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
