/// The rejections of a publication point or of a walk: all are counted, and as many are described as there is room for.
struct RejectionLog: Sendable {
    private(set) var described: [Rejection] = []
    private(set) var counts: [RejectionCount.Kind: Int] = [:]
    /// The number of times that each limit of `Docs/Limits.md` refused something.
    private(set) var limits: [WalkLimit: Int] = [:]
    private let room: Int

    /// - Parameter room: rejections that are described.
    init(room: Int) {
        self.room = room
    }

    /// The number of rejections.
    var count: Int { counts.values.reduce(0, +) }

    mutating func append(_ rejection: Rejection) {
        counts[rejection.kind, default: 0] += 1
        if let limit = WalkLimit(rejection.error) { limits[limit, default: 0] += 1 }
        if described.count < room { described.append(rejection) }
    }

    /// Describes no more than `room` of them.
    mutating func describe(atMost room: Int) {
        if described.count > room { described.removeLast(described.count - max(0, room)) }
    }

    /// Takes another log's rejections over, and describes at most `room` of them.
    mutating func append(_ other: RejectionLog, describing room: Int) {
        counts.merge(other.counts, uniquingKeysWith: +)
        limits.merge(other.limits, uniquingKeysWith: +)
        described += other.described.prefix(max(0, min(room, self.room - described.count)))
    }
}
