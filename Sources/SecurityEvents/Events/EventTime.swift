public import FoundationEssentials
internal import NumberResources

/// A moment in UTC to the microsecond, in the years 1 to 9999; in text as RFC 3339 has it.
public struct EventTime: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// The moment, held within the years 1 to 9999.
    public init(microseconds: Int64) {
        self.microseconds = min(max(microseconds, EventTime.first), EventTime.last)
    }

    /// The microsecond that `date` lies in.
    public init(_ date: Date) {
        self.init(microseconds: Int64(saturating: (date.timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    public var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    /// 0001-01-01T00:00:00Z.
    static let first: Int64 = -62_135_596_800_000_000
    /// 9999-12-31T23:59:59.999999Z.
    static let last: Int64 = 253_402_300_799_999_999
}

extension EventTime: Comparable {
    public static func < (left: EventTime, right: EventTime) -> Bool {
        left.microseconds < right.microseconds
    }
}
