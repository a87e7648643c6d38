/// The effect of exceptions on a set.
public struct SLURMReport: Hashable, Sendable {
    /// The number of payloads that each filter of a file matched, in the file's order. A payload that two filters match
    /// counts for both.
    public struct Matches: Hashable, Sendable {
        public var prefixFilters: [Int]
        public var bgpsecFilters: [Int]
        public var aspaFilters: [Int]

        init(_ file: SLURMFile) {
            prefixFilters = [Int](repeating: 0, count: file.prefixFilters.count)
            bgpsecFilters = [Int](repeating: 0, count: file.bgpsecFilters.count)
            aspaFilters = [Int](repeating: 0, count: file.aspaFilters.count)
        }
    }

    /// One element for each file.
    public var matches: [Matches]
    /// Payloads that filters took away.
    public var removed = PayloadCounts()
    /// Assertions that were added, each payload once.
    public var asserted = PayloadCounts()
}
