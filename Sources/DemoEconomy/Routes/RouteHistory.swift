public import BGPMessages
internal import NumberResources

/// The routes of the demo: what each peer of a collector has at the beginning, and what changes from then on.
public struct RouteHistory: Sendable {
    /// When the table of the beginning was taken.
    public let start: BGPTime
    /// The table of the beginning, by prefix and peer.
    public let table: [RouteEvent]
    /// What changes, in the order of its times.
    public let updates: [RouteEvent]

    /// The routes that the peers have at `time`, by prefix and peer; each is as old as its last change.
    public func table(at time: BGPTime) -> [RouteEvent] {
        var routes: [RouteKey: RouteEvent] = [:]
        for event in table { routes[RouteKey(event)] = event }
        for event in updates {
            if event.time > time { break }
            routes[RouteKey(event)] = event.action == .withdraw ? nil : event
        }
        return routes.values.sorted { ($0.prefix, $0.peer.address) < ($1.prefix, $1.peer.address) }
    }

    /// What changes after `from`, until `to` at the latest.
    public func updates(after from: BGPTime, through to: BGPTime) -> ArraySlice<RouteEvent> {
        let first = updates.firstIndex { $0.time > from } ?? updates.endIndex
        let last = updates[first...].firstIndex { $0.time > to } ?? updates.endIndex
        return updates[first..<last]
    }

    private struct RouteKey: Hashable {
        let prefix: IPPrefix
        let peer: BGPPeer

        init(_ event: RouteEvent) {
            (prefix, peer) = (event.prefix, event.peer)
        }
    }
}
