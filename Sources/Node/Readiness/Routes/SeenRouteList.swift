internal import NumberResources

internal import struct FoundationEssentials.Date

/// The routes that peers had at a moment, for look-ups by prefix and by origin.
struct SeenRouteList: Sendable {
    let time: Date
    /// Ascending.
    let routes: [SeenRoute]
    /// Places in `routes`, by origin and then by prefix.
    private let byOrigin: [UInt32]

    init(_ routes: [SeenRoute], at time: Date) {
        self.time = time
        self.routes = routes
        byOrigin = routes.indices.map { UInt32(truncatingIfNeeded: $0) }.sorted { left, right in
            let (first, second) = (routes[Int(left)].origin, routes[Int(right)].origin)
            return first == second ? left < right : first < second
        }
    }

    /// The routes of an origin after a prefix, ascending, at most `limit` of them.
    func routes(of origin: ASN, after prefix: IPPrefix? = nil, limit: Int) -> [SeenRoute] {
        let first = partition(byOrigin) { place in
            let route = routes[Int(place)]
            return route.origin == origin ? prefix.map { route.prefix > $0 } ?? true : route.origin > origin
        }
        return byOrigin[first...].prefix(limit).lazy.map { routes[Int($0)] }.prefix { $0.origin == origin }
            .map { $0 }
    }

    /// Those of a prefix, of prefixes that cover it and of those in it, at most `limit` of them.
    func routes(around prefix: IPPrefix, limit: Int) -> [SeenRoute] {
        var found: [SeenRoute] = []
        for length in 0..<Int(prefix.length) {
            let covering = IPPrefix(truncating: prefix.address, length: length)
            found += from(covering).prefix { $0.prefix == covering }
        }
        found += from(prefix).prefix(max(0, limit - found.count)).prefix { prefix.covers($0.prefix) }
        return Array(found.prefix(limit))
    }

    private func from(_ prefix: IPPrefix) -> ArraySlice<SeenRoute> {
        routes[partition(routes) { $0.prefix >= prefix }...]
    }

    /// The place of the first element from which on the condition holds.
    private func partition<Element>(_ list: [Element], _ condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if condition(list[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
