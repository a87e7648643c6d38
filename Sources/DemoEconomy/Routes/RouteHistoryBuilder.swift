internal import BGPMessages
internal import NumberResources

/// Makes the history of all routes from how prefixes are announced usually, and from the times in which that is not so.
struct RouteHistoryBuilder {
    let topology: DemoTopology
    let chance: DemoChance
    let collectors: [DemoCollector]
    /// Networks that drop routes which are invalid by the payloads.
    static let validating: Set<ASN> = [4_200_000_002, 64_601, 64_701]

    private var known: [Scene: [ASN: RouteSpread.Route]] = [:]

    init(_ topology: DemoTopology, chance: DemoChance, collectors: [DemoCollector]) {
        self.topology = topology
        self.chance = chance
        self.collectors = collectors
    }

    /// - Parameters:
    ///   - usual: How prefixes are announced when nothing else is said.
    ///   - episodes: Those of one prefix do not overlap, and begin after `start`.
    mutating func history(
        _ usual: [IPPrefix: Scene], _ episodes: [Episode], from start: Int64, to end: Int64
    ) -> RouteHistory {
        var table: [RouteEvent] = []
        for (prefix, scene) in usual.sorted(by: { $0.key < $1.key }) {
            let routes = routes(of: scene)
            for peer in collectors.flatMap(\.peers) {
                guard let path = path(of: peer, routes) else { continue }
                table.append(announcement(prefix, path, peer, at: start * 1_000_000))
            }
        }
        var updates: [(event: RouteEvent, order: Int)] = []
        for episode in episodes {
            let before = usual[episode.prefix] ?? Scene(sources: [])
            change(episode, from: before, to: episode.scene, at: episode.begins, &updates)
            if let ends = episode.ends, ends <= end {
                change(episode, from: episode.scene, to: before, at: ends, &updates)
            }
        }
        updates.sort { ($0.event.time, $0.order) < ($1.event.time, $1.order) }
        return RouteHistory(
            start: BGPTime(microseconds: start * 1_000_000), table: table, updates: updates.map(\.event))
    }

    private mutating func change(
        _ episode: Episode, from before: Scene, to after: Scene, at second: Int64,
        _ updates: inout [(event: RouteEvent, order: Int)]
    ) {
        let (old, new) = (routes(of: before), routes(of: after))
        for peer in collectors.flatMap(\.peers) {
            let (was, becomes) = (path(of: peer, old), path(of: peer, new))
            guard was != becomes else { continue }
            let delay = chance.number(
                "delay \(episode.name) \(episode.prefix) \(second) \(peer.peer.asn)", below: 8_000)
            let time = (second * 1000 + Int64(delay)) * 1000
            let event =
                becomes.map { announcement(episode.prefix, $0, peer, at: time) }
                ?? RouteEvent(
                    time: BGPTime(microseconds: time), peer: peer.peer, prefix: episode.prefix, action: .withdraw)
            updates.append((event, updates.count))
        }
    }

    private mutating func routes(of scene: Scene) -> [ASN: RouteSpread.Route] {
        if scene.sources.isEmpty { return [:] }
        if let routes = known[scene] { return routes }
        var spread = RouteSpread(topology: topology, validating: RouteHistoryBuilder.validating)
        spread.without = scene.without
        if scene.isLeaked {
            spread.leak = (DemoTopology.leaker, DemoTopology.leak.from, DemoTopology.leak.to)
        }
        let routes = spread.routes(from: scene.sources.map { ($0.asn, $0.isInvalid) })
        known[scene] = routes
        return routes
    }

    private func path(of peer: DemoCollector.Peer, _ routes: [ASN: RouteSpread.Route]) -> [ASN]? {
        guard let route = routes[peer.peer.asn], peer.isFull || route.isForAll else { return nil }
        return route.path
    }

    private func announcement(
        _ prefix: IPPrefix, _ path: [ASN], _ peer: DemoCollector.Peer, at microseconds: Int64
    ) -> RouteEvent {
        var attributes = PathAttributes()
        attributes.origin = .igp
        attributes.asPath = ASPath(path)
        attributes.nextHop = prefix.family == .ipv4 ? peer.peer.address : peer.nextHop
        return RouteEvent(
            time: BGPTime(microseconds: microseconds), peer: peer.peer, prefix: prefix, action: .announce(attributes))
    }
}
