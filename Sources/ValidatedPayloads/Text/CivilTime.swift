/// A second of the Gregorian calendar in UTC, in the years 0 to 9999.
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init(_ time: UnixTime) {
        let time = min(max(time, .firstRepresentable), .lastRepresentable)
        var (days, secondOfDay) = Int(time).quotientAndRemainder(dividingBy: 86_400)
        if secondOfDay < 0 {
            days -= 1
            secondOfDay += 86_400
        }
        // Counted in years that begin in March, the leap day comes last; 400 of them have 146,097 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = secondOfDay / 3_600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
    }

    package var time: UnixTime {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return UnixTime(days * 86_400 + hour * 3_600 + minute * 60 + second)
    }
}

extension CivilTime {
    /// `2026-03-16T07:00:00Z` or `2026-03-16 07:00:00`; anything else is `nil`.
    init?(_ text: Span<UInt8>) {
        guard text.count == 20 || text.count == 19 else { return nil }
        let isISO = text.count == 20
        guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[13] == UInt8(ascii: ":"),
            text[16] == UInt8(ascii: ":"), text[10] == (isISO ? UInt8(ascii: "T") : UInt8(ascii: " ")),
            !isISO || text[19] == UInt8(ascii: "Z")
        else { return nil }
        var parts: [Int] = []
        for range in [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19] {
            var number = 0
            for index in range {
                guard case let digit = text[index], digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else {
                    return nil
                }
                number = number * 10 + Int(digit - UInt8(ascii: "0"))
            }
            parts.append(number)
        }
        self.init(0)
        (year, month, day, hour, minute, second) = (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
        // A day that does not exist comes back as another one.
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60,
            CivilTime(time) == self
        else { return nil }
    }
}

extension [UInt8] {
    /// `2026-03-16T07:00:00Z`
    package mutating func append(iso time: UnixTime) {
        append(CivilTime(time), separator: UInt8(ascii: "T"))
        append(UInt8(ascii: "Z"))
    }

    /// `2026-03-16 07:00:00`
    mutating func append(spaced time: UnixTime) {
        append(CivilTime(time), separator: UInt8(ascii: " "))
    }

    private mutating func append(_ civil: CivilTime, separator: UInt8) {
        append(decimal: civil.year, width: 4)
        append(UInt8(ascii: "-"))
        append(decimal: civil.month, width: 2)
        append(UInt8(ascii: "-"))
        append(decimal: civil.day, width: 2)
        append(separator)
        append(decimal: civil.hour, width: 2)
        append(UInt8(ascii: ":"))
        append(decimal: civil.minute, width: 2)
        append(UInt8(ascii: ":"))
        append(decimal: civil.second, width: 2)
    }
}
