public import BGPMessages
public import NumberResources

extension ASRelations {
    /// The places where a path is not valley-free, in the order that the route took.
    ///
    /// A route from a provider, peer or route server may go only to customers, even if hops between them are of unknown
    /// kind. A hop of unknown kind is never itself reported as a leak. A path with a set has no order, and gives
    /// nothing.
    ///
    /// - Parameter receiver: The AS that has the path from its first AS number, where that hop counts too.
    public func leaks(in path: ASPath, receiver: ASN? = nil) -> [RouteLeak] {
        if path.hasSet { return [] }
        var route = Array(path.compressed.reversed())
        if let receiver, receiver != route.last { route.append(receiver) }
        var leaks: [RouteLeak] = []
        /// The last one that had the route from no customer of its own: its place, and what the one before was to it.
        var bound: (place: Int, role: NeighbourRole)?
        for index in route.indices.dropLast() {
            let (sender, next) = (route[index], route[index + 1])
            guard let role = role(of: next, to: sender) else { continue }
            if let start = bound, !role.isCustomer {
                leaks.append(
                    RouteLeak(
                        from: (route[start.place - 1], start.role), by: Array(route[start.place...index]),
                        to: (next, role)))
                bound = nil
            }
            if !role.reversed.isCustomer { bound = (index + 1, role.reversed) }
        }
        return leaks
    }
}
