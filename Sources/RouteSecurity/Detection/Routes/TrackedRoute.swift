import NumberResources

/// A route as a peer tells it from its other ones.
struct RouteKey: Hashable, Sendable {
    let prefix: IPPrefix
    let pathID: UInt32?
}

/// A route that is followed.
struct TrackedRoute: Sendable {
    var path: Int32
    /// The incident that it belongs to, or −1.
    var incident: Int32
    /// The monitored prefix that covers it, or −1.
    var own: Int32
    var session: UInt32
    var isValid: Bool
}

extension RouteKey: Comparable {
    /// By prefix, then by path identifier, none first.
    static func < (left: RouteKey, right: RouteKey) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        guard let other = right.pathID else { return false }
        return left.pathID.map { $0 < other } ?? true
    }
}
