internal import struct FoundationEssentials.Date

/// Failed tries of one kind of originator, each with the moment from which the next may come.
struct TryCounts<Key: Hashable & Sendable>: Sendable {
    private struct Count: Sendable {
        var tries = 0
        var last: Date
        /// From when on the next try may come.
        var next: Date
    }

    private let free: Int
    private let longest: Double
    private let forget: Double
    private let most: Int
    private var counts: [Key: Count] = [:]

    /// - Parameters:
    ///   - free: Tries without a wait; after each further one the wait is twice as long, from a second to `longest`.
    ///   - forget: Seconds without a try after which a count begins again.
    ///   - most: Counts that are kept.
    init(free: Int, longest: Int, forget: Int, most: Int) {
        self.free = free
        self.longest = Double(longest)
        self.forget = Double(forget)
        self.most = most
    }

    /// When the next try may come; `nil` for now.
    func wait(of key: Key, at now: Date) -> Date? {
        guard let count = counts[key], !isForgotten(count, at: now), count.next > now,
            // A clock that was set back makes no one wait for longer than the longest wait.
            count.next.timeIntervalSince(now) <= longest
        else { return nil }
        return count.next
    }

    /// Counts a try, which is a failed one unless it is cleared later.
    mutating func add(_ key: Key, at now: Date) {
        var count = counts[key] ?? Count(last: now, next: now)
        if isForgotten(count, at: now) { count = Count(last: now, next: now) }
        count.tries += 1
        count.last = now
        let excess = count.tries - free
        // From 2^20 seconds on, every wait is the longest.
        if excess >= 0 { count.next = now.addingTimeInterval(min(longest, Double(1 << min(excess, 20)))) }
        if counts[key] == nil, counts.count >= most { makeRoom(at: now) }
        counts[key] = count
    }

    /// Begins the count of `key` again.
    mutating func clear(_ key: Key) {
        counts[key] = nil
    }

    /// Takes one try back.
    mutating func takeBack(_ key: Key) {
        guard var count = counts[key] else { return }
        count.tries -= 1
        count.next = count.last
        counts[key] = count.tries > 0 ? count : nil
    }

    var number: Int { counts.count }

    private func isForgotten(_ count: Count, at now: Date) -> Bool {
        abs(now.timeIntervalSince(count.last)) >= forget
    }

    /// Lets a tenth go: those that are forgotten, then those with the fewest tries, so that a flood of names does not clear the
    /// count of the one that is attacked.
    private mutating func makeRoom(at now: Date) {
        counts = counts.filter { !isForgotten($0.value, at: now) }
        let excess = counts.count - most * 9 / 10
        guard excess > 0 else { return }
        let least = counts.sorted { ($0.value.tries, $0.value.last) < ($1.value.tries, $1.value.last) }.prefix(excess)
        for (key, _) in least { counts[key] = nil }
    }
}
