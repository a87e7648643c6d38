package import BGPMessages

/// Merges what several files report by the time of their routes, with a portion of each in memory.
///
/// It reads nothing itself: ``next()`` says what is to be done, and what came of that is handed in. The order of the routes of a file
/// stays: one that is earlier than a route before it counts as of that one's time. Of the same time, the file comes first that begins
/// first, or whose name does, so that the order in which files are named makes no difference.
package struct RouteMerge: Sendable {
    package enum Step: Hashable, Sendable {
        /// Open this file: its first routes are due.
        case open(Int)
        /// Read the next portion of this file.
        case read(Int)
        /// This is what the feed of this number reports next.
        case messages([FeedMessage], feed: Int)
        /// All files have come to their end.
        case end
    }

    /// A file that is to be read.
    package struct File: Sendable {
        let name: String
        let first: BGPTime?
        let feed: Int

        /// - Parameters:
        ///   - first: The time of its first route; `nil` where it has none.
        ///   - feed: The number of the feed that it belongs to.
        package init(_ name: String, first: BGPTime?, feed: Int = 0) {
            (self.name, self.first, self.feed) = (name, first, feed)
        }
    }

    /// A file that is being read.
    private struct Lane {
        /// Its number among the files that were named.
        let file: Int
        let feed: Int
        /// Its place in the order of all.
        let place: Int
        var batch = RouteBatch()
        /// How many events, and then changes of sessions, of the portion have been reported.
        var position = 0
        /// The latest time that it has come to.
        var clock = BGPTime(microseconds: .min)

        var isDrained: Bool { position >= batch.events.count + batch.stateChanges.count }

        /// The time of what is next.
        var key: BGPTime {
            let count = batch.events.count
            if position >= count { return max(clock, batch.stateChanges[position - count].time) }
            let time = batch.events[position].time
            if time <= clock { return clock }
            // One damaged record of the year 2106 holds nothing up: a leap of more than a day needs another route near it.
            guard isLeap(from: clock, to: time), clock.microseconds != .min, position + 1 < count else { return time }
            return isLeap(from: batch.events[position + 1].time, to: time) ? clock : time
        }

        private func isLeap(from earlier: BGPTime, to time: BGPTime) -> Bool {
            let (difference, overflow) = time.microseconds.subtractingReportingOverflow(earlier.microseconds)
            return overflow || difference > 86_400_000_000
        }
    }

    /// The files in the order in which they begin, with their first times.
    private let order: [(file: Int, feed: Int, first: BGPTime)]
    private let openFiles: Int
    private let portion: Int
    private var opened = 0
    private var lanes: [Lane] = []
    private var output: [RouteEvent] = []
    /// The feed of what is in `output`.
    private var outputFeed = 0
    private var farewells: [(feed: Int, messages: [FeedMessage])] = []
    /// A file has ended: what it reported goes out first.
    private var isFlushDue = false
    /// Files that could not be opened in time, because too many were open.
    package private(set) var late = 0

    /// - Parameters:
    ///   - openFiles: The most that are open together.
    ///   - portion: The most routes that are reported together.
    package init(_ files: [File], openFiles: Int, portion: Int) {
        order = files.enumerated()
            .map { (file: $0.offset, feed: $0.element.feed, first: $0.element.first ?? BGPTime(microseconds: .min)) }
            .sorted { ($0.first, files[$0.file].name, $0.file) < ($1.first, files[$1.file].name, $1.file) }
        self.openFiles = max(1, openFiles)
        self.portion = portion
    }

    /// Takes in the next portion of a file.
    package mutating func supply(_ batch: RouteBatch, to file: Int) {
        guard let index = lanes.firstIndex(where: { $0.file == file }) else { return }
        lanes[index].batch = batch
        lanes[index].position = 0
    }

    /// A file has come to its end, or cannot be read further.
    ///
    /// - Parameter messages: what is reported at its end.
    package mutating func finish(_ file: Int, _ messages: [FeedMessage]) {
        guard let index = lanes.firstIndex(where: { $0.file == file }) else { return }
        let lane = lanes.remove(at: index)
        if !messages.isEmpty { farewells.append((lane.feed, messages)) }
        isFlushDue = true
    }

    /// What is to be done next.
    package mutating func next() -> Step {
        if isFlushDue {
            if let step = flush() { return step }
            if !farewells.isEmpty {
                let (feed, messages) = farewells.removeFirst()
                return .messages(messages, feed: feed)
            }
            isFlushDue = false
        }
        while true {
            if let lane = lanes.first(where: \.isDrained) { return .read(lane.file) }
            guard let (index, limit) = leader else {
                if let step = open() ?? flush() { return step }
                return .end
            }
            if opened < order.count, lanes[index].key > order[opened].first {
                if lanes.count < openFiles, let step = open() { return step }
                late = max(late, opened + 1)
            }
            if let step = take(index, upTo: limit) { return step }
        }
    }

    private mutating func open() -> Step? {
        guard opened < order.count else { return nil }
        defer { opened += 1 }
        lanes.append(Lane(file: order[opened].file, feed: order[opened].feed, place: opened))
        return .open(order[opened].file)
    }

    private mutating func flush() -> Step? {
        if output.isEmpty { return nil }
        defer { output = [] }
        return .messages([.routes(output)], feed: outputFeed)
    }

    /// The file that is next, and how far it goes before another is.
    private var leader: (index: Int, limit: (key: BGPTime, place: Int))? {
        var best: (key: BGPTime, place: Int, index: Int)?
        var second = (key: BGPTime(microseconds: .max), place: Int.max)
        for index in lanes.indices {
            let (key, place) = (lanes[index].key, lanes[index].place)
            if let known = best, (known.key, known.place) < (key, place) {
                if (key, place) < second { second = (key, place) }
            } else {
                if let known = best { second = (known.key, known.place) }
                best = (key, place, index)
            }
        }
        if opened < order.count, lanes.count < openFiles, (order[opened].first, opened) < second {
            second = (order[opened].first, opened)
        }
        return best.map { ($0.index, second) }
    }

    /// Reports of a file what is before `limit`, as long as there is room.
    private mutating func take(_ index: Int, upTo limit: (key: BGPTime, place: Int)) -> Step? {
        let events = lanes[index].batch.events.count
        while !lanes[index].isDrained {
            let key = lanes[index].key
            guard (key, lanes[index].place) < limit else { return nil }
            if lanes[index].position >= events {
                if let step = flush() { return step }
                let change = lanes[index].batch.stateChanges[lanes[index].position - events]
                lanes[index].clock = key
                lanes[index].position += 1
                let messages = RouteFileFeedAdapter.messages(of: change)
                if messages.isEmpty { continue }
                return .messages(messages, feed: lanes[index].feed)
            }
            if output.count >= portion || !output.isEmpty && outputFeed != lanes[index].feed { return flush() }
            outputFeed = lanes[index].feed
            output.append(lanes[index].batch.events[lanes[index].position])
            lanes[index].clock = key
            lanes[index].position += 1
        }
        return nil
    }
}
