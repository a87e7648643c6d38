/// What was read from one file of delegated statistics. Several of them make a `DelegatedStatistics`.
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
            /// The value is no count or prefix length, or goes beyond the last number.
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
        /// What the line names as the registry: `afrinic`, or `nro` for the combined file.
        public let source: String
        /// The day up to which the records tell, as `yyyymmdd`; `nil` where none is given.
        public let endDate: UInt32?
        /// Records of each type that the summary lines promise, where they do.
        public internal(set) var promised = Counts()
        /// Records of each type, with those that were not taken.
        public internal(set) var found = Counts()

        /// Whether as many records came as the summary lines promise; without them, yes.
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
    /// How many lines were not taken, by reason.
    public internal(set) var rejectionCounts: [Rejection.Code: Int] = [:]

    var asns: [DelegatedRange<UInt32>] = []
    var ipv4: [DelegatedRange<UInt32>] = []
    var ipv6: [DelegatedRange<UInt128>] = []
    var holders: [Delegation.Holder] = []

    /// How many records were taken.
    public var recordCount: Int {
        asns.count + ipv4.count + ipv6.count
    }
}

/// Numbers and what is said of them, without the strings.
struct DelegatedRange<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    var lower: Bound
    var upper: Bound
    var record: DelegatedRecord
}

/// A `Delegation` in 20 octets.
struct DelegatedRecord: Hashable, Sendable {
    /// The end date of the section it is from; 0 where there is none.
    var published: UInt32
    /// 0 where there is none.
    var date: UInt32
    /// The place of the holder in the list of them, counted from 1; 0 where there is none.
    var holder: UInt32
    var economy: Economy?
    var registry: InternetRegistry
    var status: Delegation.Status

    /// Whether this record counts where both speak of the same numbers: the one published later; then the one that says
    /// delegated; then, so that the order of files does not matter, the one that is less. Holders are numbered in their order.
    func outranks(_ other: DelegatedRecord) -> Bool {
        if published != other.published { return published > other.published }
        if status.isDelegated != other.status.isDelegated { return status.isDelegated }
        if registry != other.registry { return registry < other.registry }
        if status != other.status { return status.rawValue < other.status.rawValue }
        if economy != other.economy { return (economy?.code ?? 0) > (other.economy?.code ?? 0) }
        if date != other.date { return date > other.date }
        return holder > other.holder
    }
}
