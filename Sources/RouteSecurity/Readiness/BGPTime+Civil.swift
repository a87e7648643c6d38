package import BGPMessages
internal import ValidatedPayloads

extension BGPTime {
    /// The second of a civil time in UTC; `nil` where there is no such one in the years 1970 to 9999.
    package init?(civil date: (year: Int, month: Int, day: Int), _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0)
    {
        var civil = CivilTime(0)
        guard (1970...9999).contains(date.year), (1...12).contains(date.month), (1...31).contains(date.day),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        (civil.year, civil.month, civil.day) = date
        (civil.hour, civil.minute, civil.second) = (hour, minute, second)
        // A day that does not exist comes back as another one.
        guard CivilTime(civil.time) == civil else { return nil }
        self.init(microseconds: civil.time * 1_000_000)
    }

    /// `2019-03-04T10:06:01Z`; microseconds follow the seconds where there are any.
    package var iso: String {
        var text: [UInt8] = []
        text.append(iso: seconds)
        guard fraction > 0 else { return String(decoding: text, as: UTF8.self) }
        text.removeLast()
        text.append(UInt8(ascii: "."))
        text.append(decimal: fraction, width: 6)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }
}

extension ReadinessPeriod {
    /// The month of `yyyy-mm` in UTC, or `nil`.
    package init?(month text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
            let month = Int(parts[1]), let start = BGPTime(civil: (year, month, 1)),
            let end = month == 12 ? BGPTime(civil: (year + 1, 1, 1)) : BGPTime(civil: (year, month + 1, 1))
        else { return nil }
        self.init(start, end)
    }
}
