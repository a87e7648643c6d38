internal import TextFormats

/// A month in UTC.
struct UTCMonth: Hashable, Sendable, Comparable {
    let year: Int
    /// 1 to 12.
    let month: Int

    init(year: Int, month: Int) {
        (self.year, self.month) = (year, month)
    }

    /// The month of `yyyy-mm`, from 1970 to 9998; `nil` for anything else.
    init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 7, digits[4] == UInt8(ascii: "-"),
            digits.enumerated().allSatisfy({ $0.offset == 4 || (0x30...0x39).contains($0.element) }),
            let year = Int(text.prefix(4)), let month = Int(text.suffix(2)), (1970...9_998).contains(year),
            (1...12).contains(month)
        else { return nil }
        self.init(year: year, month: month)
    }

    /// `2026-11`
    var text: String { "\(year)" + (month < 10 ? "-0" : "-") + "\(month)" }

    var next: UTCMonth { month == 12 ? UTCMonth(year: year + 1, month: 1) : UTCMonth(year: year, month: month + 1) }

    /// Its days, after 1970-01-01.
    var days: ClosedRange<Int> {
        let first = CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
        return first...first + CivilDate.days(in: month, of: year) - 1
    }

    static func < (left: UTCMonth, right: UTCMonth) -> Bool { (left.year, left.month) < (right.year, right.month) }
}
