public import FoundationEssentials

/// A moment to the microsecond, as MRT, BMP and RIS Live give it: microseconds since 1970-01-01T00:00:00Z.
public struct BGPTime: Hashable, Sendable {
    public let microseconds: Int64

    @inlinable
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// - Parameters:
    ///   - seconds: Since 1970-01-01T00:00:00Z.
    ///   - fraction: Microseconds after that second.
    @inlinable
    public init(seconds: UInt32, fraction: UInt32 = 0) {
        microseconds = Int64(seconds) * 1_000_000 + Int64(fraction)
    }

    /// The microsecond that `date` lies in; a date beyond the years -290,000 to 290,000 is held at their ends.
    public init(_ date: Date) {
        let value = (date.timeIntervalSince1970 * 1_000_000).rounded(.down)
        microseconds = Int64(exactly: min(max(value, -9.2e18), 9.2e18)) ?? 0
    }

    public var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    /// The whole second that the moment lies in.
    @inlinable
    public var seconds: Int64 {
        microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    }

    /// Microseconds after `seconds`, 0 to 999,999.
    @inlinable
    public var fraction: Int {
        Int(microseconds - seconds * 1_000_000)
    }
}

extension BGPTime: Comparable {
    @inlinable
    public static func < (left: BGPTime, right: BGPTime) -> Bool {
        left.microseconds < right.microseconds
    }
}
