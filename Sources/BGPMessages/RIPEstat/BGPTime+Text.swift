extension BGPTime {
    /// The moment that `text` says in UTC: `2025-07-01T12:00:00`, with a space instead of `T`, with a fraction, with `Z` or
    /// without; `nil` where it is none.
    init?(utc text: String) {
        let octets = Array(text.utf8)
        guard octets.count >= 16, octets[4] == UInt8(ascii: "-"), octets[7] == UInt8(ascii: "-"),
            octets[10] == UInt8(ascii: "T") || octets[10] == UInt8(ascii: " "), octets[13] == UInt8(ascii: ":")
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                guard case let digit = octets[index] &- UInt8(ascii: "0"), digit <= 9 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60
        else { return nil }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        guard day <= (month == 2 ? isLeapYear ? 29 : 28 : [4, 6, 9, 11].contains(month) ? 30 : 31) else { return nil }
        var rest = octets[16...]
        if rest.last == UInt8(ascii: "Z") { rest = rest.dropLast() }
        var seconds = BGPTime(microseconds: 0)
        if !rest.isEmpty {
            guard rest.first == UInt8(ascii: ":"), let value = BGPTime(seconds: Array(rest.dropFirst()).span),
                value.microseconds < 61_000_000
            else { return nil }
            seconds = value
        }
        // Counted in years that begin in March, the leap day comes last; 400 of them have 146,097 days.
        let shiftedYear = month <= 2 ? year + 399 : year + 400
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = (shiftedYear / 400 - 1) * 146_097 + dayOfEra - 719_468
        let secondOfDay = hour * 3_600 + minute * 60
        self.init(microseconds: Int64(days * 86_400 + secondOfDay) * 1_000_000 + seconds.microseconds)
    }
}
