import BGPMessages
import NumberResources

/// The routes that are followed one by one, by peer, with their paths; how many they are, and how many there was no room for.
struct RouteTable: Sendable {
    private struct Entry: Sendable {
        var routes: [RouteKey: TrackedRoute] = [:]
        /// Rightful routes, by monitored prefix.
        var rightful: [Int32: Int32] = [:]
    }

    private let limits: DetectionLimits
    private var peers: [Entry] = []
    private(set) var paths = PathPool()
    /// Routes that are followed now.
    private(set) var count = 0
    /// Routes that could not be followed, by the limits.
    private(set) var untracked = 0

    init(limits: DetectionLimits) {
        self.limits = limits
    }

    /// Makes room for a peer, which has no routes yet.
    mutating func addPeer(_ peer: Int) {
        while peers.count <= peer { peers.append(Entry()) }
    }

    func isEmpty(_ peer: Int) -> Bool {
        peers[peer].routes.isEmpty
    }

    subscript(key: RouteKey, of peer: Int) -> TrackedRoute? {
        peers[peer].routes[key]
    }

    /// All routes of a peer, in order: what follows from them is the same each time.
    func routes(of peer: Int) -> [(key: RouteKey, value: TrackedRoute)] {
        peers[peer].routes.sorted { $0.key < $1.key }
    }

    /// How many rightful routes a peer has to each monitored prefix; −1 is what lies in none.
    func rightful(of peer: Int) -> [Int32: Int32] {
        peers[peer].rightful
    }

    /// The attributes of a route that checks need.
    func attributes(of route: TrackedRoute) -> PathAttributes {
        paths.attributes(route.path)
    }
}

extension RouteTable {
    /// Whether a peer may have one more rightful route. More specifics must not keep out the monitored prefix itself,
    /// whose visibility depends on it, and rightful routes must not keep out those of incidents.
    func hasRoomForRightful(_ own: Int32, isExact: Bool, of peer: Int) -> Bool {
        let known = isExact ? 0 : peers[peer].rightful[own] ?? 0
        return Int(known) < limits.routesPerPeer && count < limits.trackedRoutes / 4 * 3
    }

    /// Whether there is room at all for a route that is wanted; where not, it is counted.
    mutating func admits(isWanted: Bool, replaces: Bool) -> Bool {
        if isWanted, replaces || count < limits.trackedRoutes { return true }
        untracked &+= 1
        return false
    }

    /// Follows a route; it takes the place of the one that the peer had for this key.
    ///
    /// - Returns: the route as it is followed, and the earlier one, whose path is no longer to be used.
    mutating func follow(
        _ key: RouteKey, of peer: Int, _ attributes: PathAttributes, incident: Int?, own: Int32, session: UInt32,
        isValid: Bool
    ) -> (route: TrackedRoute, replaced: TrackedRoute?) {
        let route = TrackedRoute(
            path: paths.intern(attributes.asPath, onlyToCustomer: attributes.onlyToCustomer),
            incident: Int32(incident ?? -1), own: own, session: session, isValid: isValid)
        let replaced = peers[peer].routes.updateValue(route, forKey: key)
        if route.incident < 0 { addRightful(own, of: peer) }
        if let replaced {
            if replaced.incident < 0 { removeRightful(replaced.own, of: peer) }
            paths.release(replaced.path)
        } else {
            count += 1
        }
        return (route, replaced)
    }

    /// Follows a route no longer.
    mutating func remove(_ key: RouteKey, of peer: Int) -> TrackedRoute? {
        guard let route = peers[peer].routes.removeValue(forKey: key) else { return nil }
        count -= 1
        if route.incident < 0 { removeRightful(route.own, of: peer) }
        paths.release(route.path)
        return route
    }

    /// Moves a route to another incident, or from or to the rightful ones.
    mutating func move(_ key: RouteKey, of peer: Int, to incident: Int?, isValid: Bool) -> TrackedRoute? {
        guard var route = peers[peer].routes[key] else { return nil }
        let earlier = route.incident
        route.incident = Int32(incident ?? -1)
        route.isValid = isValid
        peers[peer].routes[key] = route
        if route.incident < 0 { addRightful(route.own, of: peer) }
        if earlier < 0 { removeRightful(route.own, of: peer) }
        return route
    }

    /// Gives the routes of a peer the new numbers of their monitored prefixes.
    ///
    /// - Parameter number: The monitored prefix of a route, −1 for none; `nil` for a route that is to be followed no longer.
    /// - Returns: the routes that are followed no longer, in order.
    mutating func renumber(
        _ peer: Int, _ number: (RouteKey, PathAttributes) -> Int32?
    ) -> [(key: RouteKey, route: TrackedRoute)] {
        var gone: [(key: RouteKey, route: TrackedRoute)] = []
        peers[peer].rightful = [:]
        for (key, earlier) in routes(of: peer) {
            guard let own = number(key, paths.attributes(earlier.path)) else {
                peers[peer].routes[key] = nil
                count -= 1
                paths.release(earlier.path)
                gone.append((key, earlier))
                continue
            }
            peers[peer].routes[key]?.own = own
            if earlier.incident < 0 { addRightful(own, of: peer) }
        }
        return gone
    }

    private mutating func addRightful(_ own: Int32, of peer: Int) {
        peers[peer].rightful[own, default: 0] += 1
    }

    private mutating func removeRightful(_ own: Int32, of peer: Int) {
        let count = peers[peer].rightful[own] ?? 0
        peers[peer].rightful[own] = count > 1 ? count - 1 : nil
    }
}
