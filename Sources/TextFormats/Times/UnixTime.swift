/// Seconds since 1970-01-01T00:00:00Z.
package typealias UnixTime = Int64

extension UnixTime {
    /// The last second that has a four-digit year: 9999-12-31T23:59:59Z.
    package static let lastRepresentable: UnixTime = 253_402_300_799
    /// The first second that has a four-digit year: 0000-01-01T00:00:00Z.
    package static let firstRepresentable: UnixTime = -62_167_219_200

    /// The second in the text of a file of payloads: `2026-03-16T07:00:00Z` or `2026-03-16 07:00:00`, in UTC; `nil` for
    /// anything else.
    package init?(payloadTime text: Span<UInt8>) {
        let isSpaced = text.count == 19 && text[10] == UInt8(ascii: " ")
        guard isSpaced || text.count == 20,
            let timestamp = Timestamp(text, isSpaced ? [.blank, .withoutZone] : .rfc3339)
        else { return nil }
        self = timestamp.time
    }
}

extension [UInt8] {
    /// `2026-03-16T07:00:00Z`
    package mutating func append(iso time: UnixTime) {
        append(CivilTime(time), separator: UInt8(ascii: "T"))
        append(UInt8(ascii: "Z"))
    }

    /// `2026-03-16T07:00:00.000250Z`, without decimals where they are zero.
    package mutating func append(iso time: UnixTime, microseconds: Int) {
        append(CivilTime(time), separator: UInt8(ascii: "T"))
        if microseconds > 0 {
            append(UInt8(ascii: "."))
            append(decimal: microseconds, width: 6)
        }
        append(UInt8(ascii: "Z"))
    }

    /// `2026-03-16 07:00:00`
    package mutating func append(spaced time: UnixTime) {
        append(CivilTime(time), separator: UInt8(ascii: " "))
    }

    private mutating func append(_ civil: CivilTime, separator: UInt8) {
        append(decimal: civil.date.year, width: 4)
        append(UInt8(ascii: "-"))
        append(twoDigits: civil.date.month)
        append(UInt8(ascii: "-"))
        append(twoDigits: civil.date.day)
        append(separator)
        append(clock: civil)
    }

    /// `07:00:00`
    package mutating func append(clock civil: CivilTime) {
        append(twoDigits: civil.hour)
        append(UInt8(ascii: ":"))
        append(twoDigits: civil.minute)
        append(UInt8(ascii: ":"))
        append(twoDigits: civil.second)
    }
}
