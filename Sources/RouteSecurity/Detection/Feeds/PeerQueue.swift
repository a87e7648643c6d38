/// Peers that are down, in the order in which they went down.
///
/// What is no longer so is found out when it is at the front, or when there is more of that than of the rest.
struct PeerQueue: Sendable {
    /// A peer, and how often it had gone down then: only the last time counts.
    struct Entry: Sendable {
        let index: Int32
        let fall: UInt32
    }

    private var entries: [Entry] = []
    private var start = 0

    /// Adds a peer that goes down.
    ///
    /// - Parameters:
    ///   - count: At most so many peers are there.
    ///   - isCurrent: Whether an entry still says what is so.
    mutating func append(_ entry: Entry, of count: Int, isCurrent: (Entry) -> Bool) {
        if entries.count >= 2 * count + 64 {
            entries = entries[start...].filter(isCurrent)
            start = 0
        }
        entries.append(entry)
    }

    /// The peer that went down first of those that are down.
    mutating func first(where isCurrent: (Entry) -> Bool) -> Int? {
        while start < entries.count {
            if isCurrent(entries[start]) { return Int(entries[start].index) }
            start += 1
        }
        entries.removeAll(keepingCapacity: true)
        start = 0
        return nil
    }
}
