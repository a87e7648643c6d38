/// Number of times that each limit of `Docs/Limits.md` was reached since the start.
public struct LimitTally: Hashable, Sendable {
    /// One limit.
    public struct Row: Hashable, Sendable {
        /// The name in `Docs/Limits.md`, such as `filteredBodies`.
        public let name: String
        public let count: UInt64
    }

    private var counts: [String: UInt64] = [:]

    public init() {}

    /// By name.
    public var rows: [Row] {
        counts.map { Row(name: $0.key, count: $0.value) }.sorted { $0.name < $1.name }
    }

    mutating func add(_ count: UInt64, to name: String) {
        let sum = counts[name, default: 0].addingReportingOverflow(count)
        counts[name] = sum.overflow ? .max : sum.partialValue
    }
}
