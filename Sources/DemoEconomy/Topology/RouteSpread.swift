internal import NumberResources

/// How the routes of an announcement spread: each AS prefers what customers send, then peers, then providers, then the shorter
/// path, and passes on to peers and providers only what is its own or its customers'.
struct RouteSpread {
    let topology: DemoTopology
    /// Networks that drop routes which are invalid by the payloads.
    let validating: Set<ASN>
    /// Connections that are down.
    var without: Set<DemoTopology.Link> = []
    /// A network that passes on what it should not, and the neighbour that gets it.
    var leak: (leaker: ASN, from: ASN, to: ASN)?

    /// A route that an AS has.
    struct Route: Hashable {
        /// From the AS itself to the origin.
        let path: [ASN]
        /// Whom it is from; `nil` for its own.
        let relation: DemoTopology.Relation?
        let isInvalid: Bool

        var isForAll: Bool { relation == nil || relation == .customer }
    }

    /// The path of each AS that has a route, and whether it passes it on to all.
    ///
    /// - Parameter origins: Who announces it, and whether that is invalid by the payloads.
    func routes(from origins: [(asn: ASN, isInvalid: Bool)]) -> [ASN: Route] {
        var routes: [ASN: Route] = [:]
        for origin in origins {
            routes[origin.asn] = Route(path: [origin.asn], relation: nil, isInvalid: origin.isInvalid)
        }
        let asns = topology.asns
        // A valley-free path is no longer than the hierarchy is high, up and down.
        for _ in 0..<16 {
            var next = routes
            for asn in asns where routes[asn]?.relation != nil || routes[asn] == nil {
                next[asn] = best(for: asn, of: routes)
            }
            if next == routes { break }
            routes = next
        }
        return routes
    }

    private func best(for asn: ASN, of routes: [ASN: Route]) -> Route? {
        var best: (relation: DemoTopology.Relation, length: Int, neighbour: ASN, route: Route)?
        for (neighbour, relation) in topology.neighbours[asn] ?? [] {
            guard let route = routes[neighbour], sends(route, from: neighbour, to: asn, relation),
                !route.path.contains(asn), !without.contains(DemoTopology.Link(asn, neighbour)),
                !(route.isInvalid && validating.contains(asn))
            else { continue }
            let isBetter = best.map {
                (relation, route.path.count, neighbour) < ($0.relation, $0.length, $0.neighbour)
            }
            if isBetter ?? true { best = (relation, route.path.count, neighbour, route) }
        }
        return best.map { Route(path: [asn] + $0.route.path, relation: $0.relation, isInvalid: $0.route.isInvalid) }
    }

    /// Whether `neighbour` gives its route to `asn`, to which it is `relation`.
    private func sends(
        _ route: Route, from neighbour: ASN, to asn: ASN, _ relation: DemoTopology.Relation
    ) -> Bool {
        if route.isForAll || relation == .provider { return true }
        guard let leak else { return false }
        return neighbour == leak.leaker && asn == leak.to && route.path.dropFirst().first == leak.from
    }
}
