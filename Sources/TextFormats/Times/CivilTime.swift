/// A second of the Gregorian calendar in UTC, in the years 0 to 9999.
///
/// Seconds are those of Unix time, which has no leap seconds. So `23:59:60` is refused in every format (RFC 3339
/// section 5.7 allows it to programs that know leap seconds).
package struct CivilTime: Hashable, Sendable {
    package let date: CivilDate
    package let hour: Int
    package let minute: Int
    package let second: Int

    /// The second, or `nil` when the clock does not show it.
    package init?(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The civil time of `time`, held within the years 0 to 9999.
    package init(_ time: UnixTime) {
        let time = min(max(time, .firstRepresentable), .lastRepresentable)
        var (days, secondOfDay) = Int(time).quotientAndRemainder(dividingBy: 86_400)
        if secondOfDay < 0 {
            days -= 1
            secondOfDay += 86_400
        }
        date = CivilDate(daysSince1970: days)
        hour = secondOfDay / 3_600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
    }

    package var time: UnixTime {
        UnixTime(date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second)
    }
}
