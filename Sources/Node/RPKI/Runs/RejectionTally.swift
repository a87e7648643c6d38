internal import RPKIObjects
public import RPKIValidation

/// Number of rejections by reason and level.
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
        self.init(rejections.map { RejectionCount(kind: $0.kind, trustAnchor: "", count: 1) })
    }

    /// Counts of all trust anchors together.
    public init(_ rows: [RejectionCount]) {
        var counts: [Key: Int] = [:]
        for row in rows { counts[Key(reason: row.kind.code.rawValue, level: row.kind.level), default: 0] += row.count }
        self.rows = counts.map { Row(reason: $0.reason, level: $0.level, count: $1) }
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
