package import BGPMessages
internal import TextFormats

extension BGPTime {
    /// The second of a civil time in UTC; `nil` where there is no such one in the years 1970 to 9999.
    package init?(civil date: (year: Int, month: Int, day: Int), _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0)
    {
        guard date.year >= 1970, let day = CivilDate(year: date.year, month: date.month, day: date.day),
            let civil = CivilTime(day, hour: hour, minute: minute, second: second)
        else { return nil }
        self.init(microseconds: civil.time * 1_000_000)
    }

    /// `2019-03-04T10:06:01Z`; microseconds follow the seconds where there are any.
    package var iso: String {
        var text: [UInt8] = []
        text.append(iso: seconds, microseconds: fraction)
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
