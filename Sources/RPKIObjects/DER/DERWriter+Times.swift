package import FoundationEssentials
internal import NumberResources

extension DERWriter {
    /// A Time as certificates and CRLs have it: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 section
    /// 4.1.2.5). Fractions of a second are dropped.
    package mutating func x509Time(_ date: Date) {
        if (1950...2049).contains(CalendarTime(date).year) { utcTime(date) } else { generalizedTime(date) }
    }

    /// A UTCTime `YYMMDDHHMMSSZ`, in which 50 to 99 are years of 1950 to 1999.
    package mutating func utcTime(_ date: Date) {
        primitive(tag: 0x17, CalendarTime(date).text(yearDigits: 2).utf8)
    }

    /// A GeneralizedTime `YYYYMMDDHHMMSSZ`.
    package mutating func generalizedTime(_ date: Date) {
        primitive(tag: 0x18, CalendarTime(date).text(yearDigits: 4).utf8)
    }
}

/// A moment in the Gregorian calendar, UTC, without leap seconds.
private struct CalendarTime {
    private let date: CivilDate
    private let second: Int

    init(_ date: Date) {
        let seconds = Int(saturating: date.timeIntervalSince1970.rounded(.down))
        let (days, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
        self.date = CivilDate(daysSince1970: remainder < 0 ? days - 1 : days)
        second = remainder < 0 ? remainder + 86_400 : remainder
    }

    var year: Int { date.year }

    func text(yearDigits: Int) -> String {
        let fields = [date.month, date.day, second / 3600, second / 60 % 60, second % 60]
        return CalendarTime.padded(yearDigits == 2 ? year % 100 : year, yearDigits)
            + fields.map { CalendarTime.padded($0, 2) }.joined() + "Z"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
