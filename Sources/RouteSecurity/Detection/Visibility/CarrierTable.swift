import NumberResources

/// By which neighbours of ours peers have monitored prefixes: how many peers now, and whether they were ever several.
struct CarrierTable: Sendable {
    struct Key: Hashable, Sendable {
        let own: Int32
        let neighbour: ASN
    }

    /// Fewer peers say nothing of a neighbour: each may change its path.
    static let fewest = 3

    private var counts: [Key: Int32] = [:]
    /// Those that several peers had.
    private var established: Set<Key> = []

    /// A peer has one more route by this neighbour.
    ///
    /// - Returns: Whether the neighbour is there again, after no peer had it.
    mutating func add(_ key: Key) -> Bool {
        let count = (counts[key] ?? 0) + 1
        counts[key] = count
        if count >= CarrierTable.fewest { established.insert(key) }
        return count == 1
    }

    /// A peer has one route less by this neighbour.
    ///
    /// - Parameter isKnown: Whether it has said so, rather than gone itself.
    /// - Returns: Whether no peer has one now, where several had.
    mutating func remove(_ key: Key, isKnown: Bool) -> Bool {
        let count = (counts[key] ?? 0) - 1
        counts[key] = count > 0 ? count : nil
        if count > 0 { return false }
        if !isKnown { established.remove(key) }
        return established.contains(key)
    }

    func count(_ key: Key) -> Int { Int(counts[key] ?? 0) }

    mutating func removeAll() {
        counts = [:]
        established = []
    }
}
