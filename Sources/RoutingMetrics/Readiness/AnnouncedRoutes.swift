public import NumberResources

/// The different routes, by prefix and origin AS, that were seen announced.
public struct AnnouncedRoutes: Sendable {
    /// A prefix with an origin AS.
    public struct Route: Hashable, Sendable, Comparable {
        public let prefix: IPPrefix
        public let origin: ASN

        public init(prefix: IPPrefix, origin: ASN) {
            self.prefix = prefix
            self.origin = origin
        }

        public static func < (left: Route, right: Route) -> Bool {
            left.prefix == right.prefix ? left.origin < right.origin : left.prefix < right.prefix
        }
    }

    /// The most different routes that are kept.
    public let capacity: Int
    /// The minimum number of peers that must have seen a route for it to count.
    public let minimumPeers: Int
    /// Announcements that were not kept because there were too many different routes.
    public private(set) var droppedCount = 0
    /// Announcements whose path has no origin AS, because it is empty or ends in an AS_SET.
    public private(set) var withoutOriginCount = 0
    /// Announcements of a default route, which announces no space.
    public private(set) var defaultRouteCount = 0

    /// The peers that have seen each route, no more of them than have to.
    private var peers: [Route: [Int32]] = [:]
    private var seen: Set<Route> = []

    /// - Parameters:
    ///   - minimumPeers: How many peers have to have seen a route for it to count.
    ///   - capacity: The most different routes that are kept.
    public init(minimumPeers: Int = 1, capacity: Int = 20_000_000) {
        self.minimumPeers = max(1, minimumPeers)
        self.capacity = capacity
    }

    /// Notes that a peer announced a route.
    ///
    /// - Parameter peer: A number of the caller's for the peer.
    public mutating func insert(_ prefix: IPPrefix, origin: ASN?, peer: Int32) {
        guard let route = route(prefix, origin) else { return }
        if seen.contains(route) { return }
        guard minimumPeers > 1 else { return keep(route) }
        var known = peers[route] ?? []
        if known.contains(peer) { return }
        if known.isEmpty, peers.count >= capacity {
            droppedCount += 1
            return
        }
        known.append(peer)
        if known.count >= minimumPeers {
            peers[route] = nil
            keep(route)
        } else {
            peers[route] = known
        }
    }

    /// Notes that `count` peers, which are not distinguished, announced a route.
    public mutating func insert(_ prefix: IPPrefix, origin: ASN?, seenBy count: Int) {
        guard let route = route(prefix, origin) else { return }
        if count >= minimumPeers { keep(route) }
    }

    /// The route, or `nil` for an announcement that makes none.
    private mutating func route(_ prefix: IPPrefix, _ origin: ASN?) -> Route? {
        guard let origin else {
            withoutOriginCount += 1
            return nil
        }
        guard prefix.length > 0 else {
            defaultRouteCount += 1
            return nil
        }
        return Route(prefix: prefix, origin: origin)
    }

    private mutating func keep(_ route: Route) {
        guard seen.count < capacity else {
            if !seen.contains(route) { droppedCount += 1 }
            return
        }
        seen.insert(route)
    }

    /// The number of routes that enough peers have seen.
    public var count: Int {
        seen.count
    }

    /// The routes that enough peers have seen, ascending.
    public var routes: [Route] {
        seen.sorted()
    }
}
