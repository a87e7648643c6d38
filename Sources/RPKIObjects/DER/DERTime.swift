internal import TextFormats

package import struct FoundationEssentials.Date

extension DERReader {
    /// Reads a Time as certificates and CRLs write it: UTCTime through 2049, GeneralizedTime after that, both in
    /// seconds and ending in Z (RFC 5280 section 4.1.2.5).
    package mutating func time(_ bytes: Span<UInt8>) throws(ObjectError) -> Date {
        let start = offset
        switch peekTag(bytes) {
        case .utcTime:
            return try utcTime(bytes)
        case .generalizedTime:
            let date = try generalizedTime(bytes)
            guard date.timeIntervalSince1970 >= 2_524_608_000 else {
                throw ObjectError(
                    .timeType, .rfc5280("4.1.2.5"), at: start,
                    "GeneralizedTime for a date before 2050, which is UTCTime")
            }
            return date
        default:
            _ = try next(.utcTime, bytes)
            throw ObjectError(.time, .rfc5280("4.1.2.5"), at: start, "not a time")
        }
    }

    /// Reads UTCTime, YYMMDDHHMMSSZ; 50 to 99 are of the 20th century.
    package mutating func utcTime(_ bytes: Span<UInt8>) throws(ObjectError) -> Date {
        let value = try next(.utcTime, bytes)
        guard value.content.count == 13,
            let year = bytes.decimal(value.content.lowerBound, 2),
            let date = bytes.date(year: year < 50 ? 2000 + year : 1900 + year, value.content.lowerBound + 2)
        else { throw ObjectError(.time, .rfc5280("4.1.2.5.1"), at: value.start, "UTCTime is not YYMMDDHHMMSSZ") }
        return date
    }

    /// Reads GeneralizedTime, YYYYMMDDHHMMSSZ, without fractions of a second.
    package mutating func generalizedTime(_ bytes: Span<UInt8>) throws(ObjectError) -> Date {
        let value = try next(.generalizedTime, bytes)
        guard value.content.count == 15,
            let year = bytes.decimal(value.content.lowerBound, 4),
            let date = bytes.date(year: year, value.content.lowerBound + 4)
        else {
            throw ObjectError(.time, .rfc5280("4.1.2.5.2"), at: value.start, "GeneralizedTime is not YYYYMMDDHHMMSSZ")
        }
        return date
    }
}

extension Span<UInt8> {
    fileprivate func decimal(_ offset: Int, _ digits: Int) -> Int? {
        var number = 0
        for index in offset..<(offset + digits) {
            let digit = self[index]
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }

    /// The moment that MMDDHHMMSSZ at `offset` of `year` names.
    fileprivate func date(year: Int, _ offset: Int) -> Date? {
        guard let month = decimal(offset, 2), let day = decimal(offset + 2, 2), let hour = decimal(offset + 4, 2),
            let minute = decimal(offset + 6, 2), let second = decimal(offset + 8, 2), self[offset + 10] == 0x5a,
            let day = CivilDate(year: year, month: month, day: day),
            let civil = CivilTime(day, hour: hour, minute: minute, second: second)
        else { return nil }
        return civil.time.date
    }
}
