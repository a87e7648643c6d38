internal import NumberResources
internal import TextFormats

internal import struct FoundationEssentials.Date

/// A day in UTC.
struct UTCDay: Hashable, Sendable, Comparable {
    /// Days after 1970-01-01.
    let number: Int

    init(number: Int) {
        self.number = number
    }

    init(_ date: Date) {
        number = Int(saturating: (date.timeIntervalSince1970 / 86_400).rounded(.down))
    }

    /// The moment of an hour of the day.
    func hour(_ hour: Int) -> Date {
        Date(timeIntervalSince1970: Double(number) * 86_400 + Double(hour) * 3_600)
    }

    /// `2026-11-30`
    var text: String {
        let date = CivilDate(daysSince1970: number)
        return UTCMonth(year: date.year, month: date.month).text + (date.day < 10 ? "-0" : "-") + "\(date.day)"
    }

    var month: UTCMonth {
        let date = CivilDate(daysSince1970: number)
        return UTCMonth(year: date.year, month: date.month)
    }

    static func < (left: UTCDay, right: UTCDay) -> Bool { left.number < right.number }
}
