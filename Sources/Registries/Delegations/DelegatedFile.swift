/// The contents of one file of delegated statistics. Several of them make a `DelegatedStatistics`.
public struct DelegatedFile: Sendable {
    /// A line that was not taken. Its neighbours are.
    public struct Rejection: Hashable, Sendable {
        public enum Code: String, Hashable, Sendable, CaseIterable, Comparable {
            case lineTooLong
            /// Fewer than seven fields, or none of the kinds of line that there are.
            case invalidRecord
            case invalidRegistry
            case invalidEconomy
            /// The type is neither `asn` nor `ipv4` nor `ipv6`.
            case invalidType
            case invalidStart
            /// The value is not a count or prefix length, or exceeds the last number.
            case invalidValue
            case invalidDate
            case invalidStatus

            public static func < (left: Code, right: Code) -> Bool {
                left.rawValue < right.rawValue
            }
        }

        public let code: Code
        /// The line, counted from 1.
        public let line: Int
    }

    /// A version line and what follows it. A file that was put together from several has several.
    public struct Section: Hashable, Sendable {
        /// The registry in the version line: `afrinic`, or `nro` for the combined file.
        public let source: String
        /// The last day that the records cover, in the form `yyyymmdd`; `nil` if none is given.
        public let endDate: UInt32?
        /// Records of each type that the summary lines promise, where they do.
        public internal(set) var promised = Counts()
        /// Records of each type, with those that were not taken.
        public internal(set) var found = Counts()

        /// True if the number of records is that of the summary lines; `true` without summary lines.
        public var isWhole: Bool {
            (promised.asns ?? found.asns, promised.ipv4 ?? found.ipv4, promised.ipv6 ?? found.ipv6)
                == (found.asns, found.ipv4, found.ipv6)
        }
    }

    /// Numbers of records by type.
    public struct Counts: Hashable, Sendable {
        public var asns: Int?
        public var ipv4: Int?
        public var ipv6: Int?
    }

    public internal(set) var sections: [Section] = []
    /// The first of the lines that were not taken, as many as the reader's limits say.
    public internal(set) var rejections: [Rejection] = []
    /// The number of rejected lines, by reason.
    public internal(set) var rejectionCounts: [Rejection.Code: Int] = [:]

    var asns: [DelegatedRange<UInt32>] = []
    var ipv4: [DelegatedRange<UInt32>] = []
    var ipv6: [DelegatedRange<UInt128>] = []
    var holders: [Delegation.Holder] = []

    /// The number of accepted records.
    public var recordCount: Int {
        asns.count + ipv4.count + ipv6.count
    }
}
