/// `2026-03-16T07:00:00Z`, with up to six decimals of the second (RFC 3339).
extension EventTime: LosslessStringConvertible {
    /// The moment in `text`, or `nil`. A time with another offset is the moment in UTC; more than six decimals, and leap
    /// seconds, are refused, because they would be lost.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        guard octets.count >= 20, octets.count <= 32 else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            guard range.upperBound <= octets.count else { return nil }
            for octet in octets[range] {
                guard octet >= UInt8(ascii: "0"), octet <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(octet - UInt8(ascii: "0"))
            }
            return value
        }
        func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < octets.count && octets[index] == UInt8(ascii: character)
        }
        guard has("-", at: 4), has("-", at: 7), has("T", at: 10) || has("t", at: 10), has(":", at: 13),
            has(":", at: 16),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            year >= 1, (1...12).contains(month), (1...EventTime.days(of: month, year)).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction = 0
        if octets[index] == UInt8(ascii: ".") {
            var scale = 100_000
            index += 1
            let start = index
            while let digit = number(index..<index + 1) {
                guard scale > 0 else { return nil }
                fraction += digit * scale
                scale /= 10
                index += 1
            }
            if index == start { return nil }
        }
        var offset = 0
        if has("Z", at: index) || has("z", at: index) {
            index += 1
        } else {
            guard index + 6 == octets.count, octets[index + 3] == UInt8(ascii: ":"),
                let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6), hours < 24,
                minutes < 60
            else { return nil }
            switch octets[index] {
            case UInt8(ascii: "+"): offset = hours * 60 + minutes
            case UInt8(ascii: "-"): offset = -(hours * 60 + minutes)
            default: return nil
            }
            index += 6
        }
        guard index == octets.count else { return nil }
        let minutes = (EventTime.day(year, month, day) * 24 + hour) * 60 + minute - offset
        let microseconds = Int64(minutes * 60 + second) * 1_000_000 + Int64(fraction)
        self.init(microseconds: microseconds)
        if self.microseconds != microseconds { return nil }
    }

    public var description: String {
        var days = Int((microseconds - EventTime.first) / 86_400_000_000) + EventTime.day(1, 1, 1)
        let ofDay = Int((microseconds - EventTime.first) % 86_400_000_000)
        // Counted in years that begin in March, the leap day comes last; 400 of them have 146,097 days.
        days += 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let second = ofDay / 1_000_000
        var text = EventTime.padded(year, 4) + "-" + EventTime.padded(month, 2) + "-"
        text += EventTime.padded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2) + "T"
        text += EventTime.padded(second / 3_600, 2) + ":" + EventTime.padded(second / 60 % 60, 2) + ":"
        text += EventTime.padded(second % 60, 2)
        if ofDay % 1_000_000 != 0 {
            var decimals = EventTime.padded(ofDay % 1_000_000, 6)
            while decimals.hasSuffix("0") { decimals.removeLast() }
            text += "." + decimals
        }
        return text + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Days since 1970-01-01.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
