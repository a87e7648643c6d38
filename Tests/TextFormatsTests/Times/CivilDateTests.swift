import Testing
import TextFormats

@Suite("Civil dates are those of the proleptic Gregorian calendar") struct CivilDateTests {
    @Test(
        "A day has one number, counted from 1970-01-01",
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (1900, 2, 28, -25_509),
            (1900, 3, 1, -25_508), (2100, 3, 1, 47_541), (0, 1, 1, -719_528), (0, 2, 29, -719_469),
            (9999, 12, 31, 2_932_896),
        ])
    func days(year: Int, month: Int, day: Int, number: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSince1970 == number)
        #expect(CivilDate(daysSince1970: number) == date)
    }

    @Test("Every day of 400 years follows the one before, and has a name after it")
    func consecutive() {
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        var previous = CivilDate(daysSince1970: -1)
        for number in 0..<146_097 {
            let date = CivilDate(daysSince1970: number)
            let isNextDay = date.year == previous.year && date.month == previous.month && date.day == previous.day + 1
            #expect(isNextDay || date.day == 1 && previous.day == CivilDate.days(in: previous.month, of: previous.year))
            if date.dayName != names[number % 7] { Issue.record("\(date) is \(date.dayName)") }
            previous = date
        }
        #expect(CivilDate(daysSince1970: -719_528).dayName == "Sat")
    }

    @Test(
        "A day that does not exist is none",
        arguments: [
            (2025, 2, 29), (1900, 2, 29), (2025, 4, 31), (2025, 0, 1), (2025, 13, 1), (2025, 1, 0), (2025, 1, 32),
            (-1, 1, 1), (10_000, 1, 1), (.max, 1, 1), (.min, .min, .min),
        ])
    func missing(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test("Days outside of the years 0 to 9999 are held at the first and the last")
    func bounds() {
        #expect(CivilDate(daysSince1970: .min) == CivilDate(year: 0, month: 1, day: 1))
        #expect(CivilDate(daysSince1970: .max) == CivilDate(year: 9999, month: 12, day: 31))
        #expect(CivilTime(.min).time == .firstRepresentable)
        #expect(CivilTime(.max).time == .lastRepresentable)
    }
}
