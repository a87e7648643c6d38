internal import RPKIObjects
public import RPKIValidation

/// How many rejections there were of each reason and level.
public struct RejectionTally: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// The `reason` of rejection records.
        public let reason: String
        public let level: Rejection.Level
        public let count: Int
    }

    /// By reason, then by level.
    public let rows: [Row]

    public init(_ rejections: some Sequence<Rejection> = []) {
        var counts: [Key: Int] = [:]
        for rejection in rejections {
            counts[Key(reason: rejection.error.code.rawValue, level: rejection.level), default: 0] += 1
        }
        rows = counts.map { Row(reason: $0.reason, level: $0.level, count: $1) }
            .sorted { ($0.reason, $0.level.rawValue) < ($1.reason, $1.level.rawValue) }
    }

    private struct Key: Hashable {
        let reason: String
        let level: Rejection.Level
    }

    public func count(_ level: Rejection.Level) -> Int {
        rows.reduce(0) { $0 + ($1.level == level ? $1.count : 0) }
    }
}
