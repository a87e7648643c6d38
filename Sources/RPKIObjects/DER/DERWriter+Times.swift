package import FoundationEssentials

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
    let year: Int
    private let month: Int
    private let day: Int
    private let second: Int

    init(_ date: Date) {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let days = (Double(seconds) / 86_400).rounded(.down)
        second = seconds - Int(days) * 86_400
        // Counts from 1 March of year 0, so that the leap day is the last of its year and 400 years are one period.
        let shifted = Int(days) + 719_468
        let period = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfPeriod = shifted - period * 146_097
        let yearOfPeriod = (dayOfPeriod - dayOfPeriod / 1460 + dayOfPeriod / 36_524 - dayOfPeriod / 146_096) / 365
        let dayOfYear = dayOfPeriod - (365 * yearOfPeriod + yearOfPeriod / 4 - yearOfPeriod / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfPeriod + period * 400 + (month <= 2 ? 1 : 0)
    }

    func text(yearDigits: Int) -> String {
        let fields = [month, day, second / 3600, second / 60 % 60, second % 60]
        return CalendarTime.padded(yearDigits == 2 ? year % 100 : year, yearDigits)
            + fields.map { CalendarTime.padded($0, 2) }.joined() + "Z"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
