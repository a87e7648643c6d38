/// The publication points of a walk, in the order in which they can be worked on: those nearest to the trust anchors
/// first.
///
/// Points are validated in parallel, and their outcomes are taken in that order, so that the result is the same for any
/// number of workers and no CA's subtree can use up a limit before its siblings have been reached. A point whose
/// objects have not been fetched yet gets its turn when they arrive; it does not delay other points. Points with the
/// same key, those of a CA that has several certificates, share a record in the store and are validated one after
/// another.
struct WalkQueue {
    typealias Entry = (point: PublicationPoint, index: Int)

    /// A point whose objects are at hand.
    struct Arrival: Sendable {
        let entry: Entry
        let folder: any ObjectFolder
        /// Its place in the order.
        fileprivate(set) var turn = 0

        init(entry: Entry, folder: any ObjectFolder) {
            self.entry = entry
            self.folder = folder
        }
    }

    private var waiting = FIFO<Arrival>()
    /// Those that wait for another one of their key, by the keys of the points under way.
    private var held: [PointKey: FIFO<Arrival>] = [:]
    private var released = FIFO<Arrival>()
    /// Outcomes that arrived before their turn, with the place of the CA.
    private var outcomes: [Int: (PointOutcome, index: Int)] = [:]
    private var turns = 0
    private var due = 0

    mutating func append(_ arrival: Arrival) {
        var arrival = arrival
        arrival.turn = turns
        turns += 1
        waiting.append(arrival)
    }

    /// Points that a task takes at a time, at most: what follows from its points waits until it has done them all.
    private static let largestShare = 8

    /// The number of points that one of `workers` is to take now: several where many wait, since to start a task and to
    /// take what it gives costs as much as some of their objects.
    func share(of workers: Int) -> Int {
        min(WalkQueue.largestShare, max(1, (waiting.count + released.count) / (4 * workers)))
    }

    /// The next point to work on; `nil` when there is none before another one ends.
    mutating func start() -> Arrival? {
        if let arrival = released.popFirst() { return arrival }
        while let arrival = waiting.popFirst() {
            let key = arrival.entry.point.key
            guard held[key] != nil else {
                held[key] = FIFO()
                return arrival
            }
            held[key]?.append(arrival)
        }
        return nil
    }

    mutating func end(_ arrival: Arrival, _ outcome: PointOutcome) {
        outcomes[arrival.turn] = (outcome, arrival.entry.index)
        let key = arrival.entry.point.key
        if let next = held[key]?.popFirst() { released.append(next) } else { held[key] = nil }
    }

    /// The next outcome whose turn it is.
    mutating func takeOutcome() -> (PointOutcome, index: Int)? {
        guard let outcome = outcomes.removeValue(forKey: due) else { return nil }
        due += 1
        return outcome
    }
}
