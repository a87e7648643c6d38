/// A moment as text gives it: the second, and the decimals after it.
package struct Timestamp: Hashable, Sendable {
    /// The second in UTC.
    package let time: UnixTime
    /// The first six decimals of the second.
    package let microseconds: Int
    /// True if no decimal comes after those six.
    package let isExact: Bool

    /// Deviations from RFC 3339 section 5.6 that a text may have.
    package struct Form: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// A date, `T`, a time and `Z` or an offset.
        package static let rfc3339: Form = []
        /// A blank may be there for `T`, as the note of section 5.6 says.
        package static let blank = Form(rawValue: 1)
        /// The zone may be left out: the time is UTC.
        package static let withoutZone = Form(rawValue: 2)
        /// The seconds may be left out.
        package static let withoutSeconds = Form(rawValue: 4)
    }

    /// The moment in `text`, in UTC; `nil` for anything else, which a leap second and a moment outside of the years 0 to
    /// 9999 are.
    package init?(_ text: Span<UInt8>, _ form: Form = .rfc3339) {
        var reader = TimestampReader()
        guard let year = reader.number(text, 4), reader.skip(text, "-"), let month = reader.number(text, 2),
            reader.skip(text, "-"), let day = reader.number(text, 2),
            let date = CivilDate(year: year, month: month, day: day),
            reader.skip(text, "T") || reader.skip(text, "t") || form.contains(.blank) && reader.skip(text, " "),
            let hour = reader.number(text, 2), reader.skip(text, ":"), let minute = reader.number(text, 2)
        else { return nil }
        var second = 0
        var decimals = TimestampReader.Decimals()
        if reader.skip(text, ":") {
            guard let number = reader.number(text, 2), let read = reader.decimals(text) else { return nil }
            second = number
            decimals = read
        } else if !form.contains(.withoutSeconds) {
            return nil
        }
        guard let civil = CivilTime(date, hour: hour, minute: minute, second: second),
            let offset = form.contains(.withoutZone) && reader.index == text.count ? 0 : reader.offset(text),
            reader.index == text.count
        else { return nil }
        time = civil.time - UnixTime(offset * 60)
        guard time >= .firstRepresentable, time <= .lastRepresentable else { return nil }
        microseconds = decimals.microseconds
        isExact = decimals.isExact
    }

    package init?(_ text: some StringProtocol, _ form: Form = .rfc3339) {
        guard let timestamp = Timestamp(Array(text.utf8).span, form) else { return nil }
        self = timestamp
    }
}

/// Takes a timestamp apart from front to back.
private struct TimestampReader {
    struct Decimals {
        var microseconds = 0
        var isExact = true
    }

    private(set) var index = 0

    mutating func number(_ text: Span<UInt8>, _ count: Int) -> Int? {
        guard text.count - index >= count else { return nil }
        var number = 0
        for _ in 0..<count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number * 10 + Int(digit)
            index += 1
        }
        return number
    }

    mutating func skip(_ text: Span<UInt8>, _ character: Unicode.Scalar) -> Bool {
        guard index < text.count, UInt32(text[index]) == character.value else { return false }
        index += 1
        return true
    }

    /// A point and at least one digit, or nothing.
    mutating func decimals(_ text: Span<UInt8>) -> Decimals? {
        var decimals = Decimals()
        guard skip(text, ".") else { return decimals }
        var scale = 100_000
        let start = index
        while let digit = number(text, 1) {
            decimals.microseconds += digit * scale
            if scale == 0 { decimals.isExact = false }
            scale /= 10
        }
        return index > start ? decimals : nil
    }

    /// Minutes east of UTC.
    mutating func offset(_ text: Span<UInt8>) -> Int? {
        if skip(text, "Z") || skip(text, "z") { return 0 }
        let isEast = skip(text, "+")
        guard isEast || skip(text, "-"), let hours = number(text, 2), skip(text, ":"),
            let minutes = number(text, 2), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isEast ? 1 : -1)
    }
}
