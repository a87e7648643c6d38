internal import NumberResources

public import struct FoundationEssentials.Date

/// A moment as text: `2026-03-16T07:00:00Z` (RFC 3339), in UTC and whole seconds.
public struct RFC3339: CustomStringConvertible, Sendable {
    public let date: Date

    public init(_ date: Date) {
        self.date = date
    }

    public var description: String {
        let total = Int(saturating: date.timeIntervalSince1970.rounded(.down))
        let days = total >= 0 ? total / 86_400 : (total - 86_399) / 86_400
        let second = total - days * 86_400
        let civil = CivilDate(daysSince1970: days)
        func pad(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return
            "\(pad(civil.year, 4))-\(pad(civil.month))-\(pad(civil.day))T\(pad(second / 3600)):\(pad(second / 60 % 60)):\(pad(second % 60))Z"
    }
}
