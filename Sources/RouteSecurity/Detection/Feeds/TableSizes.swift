import NumberResources

/// About how many routes of each family a peer has, as estimated when enough had come to change it.
struct TableSizes: Sendable {
    private var ipv4 = TableEstimate()
    private var ipv6 = TableEstimate()
    private var countIPv4 = 0
    private var countIPv6 = 0
    /// After how many announcements the counts were taken.
    private var countedAfter = 0

    mutating func insert(_ prefix: IPPrefix) {
        if prefix.family == .ipv4 { ipv4.insert(prefix) } else { ipv6.insert(prefix) }
    }

    /// The routes of a family, about.
    func count(_ family: AddressFamily) -> Int {
        family == .ipv4 ? countIPv4 : countIPv6
    }

    /// Looks at the estimates again when enough has come to change them.
    mutating func refresh() {
        let observations = ipv4.observations &+ ipv6.observations
        guard observations - countedAfter > countedAfter / 16 else { return }
        countIPv4 = ipv4.count
        countIPv6 = ipv6.count
        countedAfter = observations
    }
}
