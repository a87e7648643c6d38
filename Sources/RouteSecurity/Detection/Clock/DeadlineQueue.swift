import BGPMessages

/// What falls due, the earliest first.
///
/// An entry may be out of date: the receiver checks whether it still applies. Each target is in the queue about once, for an
/// earlier entry makes a later one needless.
struct DeadlineQueue: Sendable {
    enum Target: Hashable, Sendable {
        case incident(Int)
        case peer(Int)
        case visibility(Int)
        case feed(Int)
        case payloads
        case suppression
    }

    private struct Entry: Sendable {
        let time: BGPTime
        let target: Target
    }

    private var heap: [Entry] = []
    private var earliest: [Target: BGPTime] = [:]

    /// The earliest time at which something falls due.
    var first: BGPTime? {
        heap.first?.time
    }

    mutating func add(_ target: Target, at time: BGPTime) {
        if let known = earliest[target], known <= time { return }
        earliest[target] = time
        heap.append(Entry(time: time, target: target))
        var child = heap.count - 1
        while child > 0, case let parent = (child - 1) / 2, heap[child].time < heap[parent].time {
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes out what is due at `time`; `nil` when nothing is.
    mutating func next(at time: BGPTime) -> (target: Target, time: BGPTime)? {
        guard let entry = heap.first, entry.time <= time else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        if earliest[entry.target] == entry.time { earliest[entry.target] = nil }
        return (entry.target, entry.time)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].time < heap[least].time {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
