public import FoundationEssentials
internal import NumberResources

/// A moment to the microsecond, as MRT, BMP and RIS Live give it: microseconds since 1970-01-01T00:00:00Z.
///
/// Moments are at most 126,000 years away from 1970, so that the difference of any two fits 64 bits.
public struct BGPTime: Hashable, Sendable {
    public let microseconds: Int64

    /// The moment; one that is too far away is held at the first or the last one.
    @inlinable
    public init(microseconds: Int64) {
        self.microseconds = min(max(microseconds, BGPTime.first), BGPTime.last)
    }

    /// - Parameters:
    ///   - seconds: Since 1970-01-01T00:00:00Z.
    ///   - fraction: Microseconds after that second.
    @inlinable
    public init(seconds: UInt32, fraction: UInt32 = 0) {
        microseconds = Int64(seconds) * 1_000_000 + Int64(fraction)
    }

    /// The microsecond that `date` lies in.
    public init(_ date: Date) {
        self.init(microseconds: Int64(saturating: (date.timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    @usableFromInline static let first: Int64 = -4_000_000_000_000_000_000
    @usableFromInline static let last: Int64 = 4_000_000_000_000_000_000

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
