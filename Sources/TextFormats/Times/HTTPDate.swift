package import struct FoundationEssentials.Date

/// A moment as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
package struct HTTPDate: CustomStringConvertible, Sendable {
    package let date: Date

    package init(_ date: Date) {
        self.date = date
    }

    /// The moment in `text`; the two obsolete forms, which are no longer sent, are `nil` like all else. The name of the
    /// day is not looked at.
    package init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT",
            let month = CivilDate.monthNames.firstIndex(of: String(parts[2])),
            let day = Int(parts[1]), let year = Int(parts[3]),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        let clock = parts[4].split(separator: ":").map { Int($0) ?? -1 }
        guard clock.count == 3, let civil = CivilTime(date, hour: clock[0], minute: clock[1], second: clock[2])
        else { return nil }
        self.date = civil.time.date
    }

    package var description: String {
        var text: [UInt8] = []
        text.append(calendar: CivilTime(UnixTime(date)), dayDigits: 2)
        text.append(" GMT")
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// A moment as `Sun, 06 Nov 1994 08:49:37`, the day of the month with at least so many digits.
    mutating func append(calendar civil: CivilTime, dayDigits: Int) {
        append(text: civil.date.dayName)
        append(", ")
        append(decimal: civil.date.day, width: dayDigits)
        append(" ")
        append(text: civil.date.monthName)
        append(" ")
        append(decimal: civil.date.year, width: 4)
        append(" ")
        append(clock: civil)
    }
}
