package import FoundationEssentials
internal import TextFormats

extension DERWriter {
    /// A Time as certificates and CRLs have it: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 section
    /// 4.1.2.5). Fractions of a second are dropped.
    package mutating func x509Time(_ date: Date) {
        if (1950...2049).contains(CivilTime(UnixTime(date)).date.year) { utcTime(date) } else { generalizedTime(date) }
    }

    /// A UTCTime `YYMMDDHHMMSSZ`, in which 50 to 99 are years of 1950 to 1999.
    package mutating func utcTime(_ date: Date) {
        primitive(tag: 0x17, [UInt8](CivilTime(UnixTime(date)), yearDigits: 2))
    }

    /// A GeneralizedTime `YYYYMMDDHHMMSSZ`.
    package mutating func generalizedTime(_ date: Date) {
        primitive(tag: 0x18, [UInt8](CivilTime(UnixTime(date)), yearDigits: 4))
    }
}

extension [UInt8] {
    /// `YYMMDDHHMMSSZ`, or with a year of four digits.
    fileprivate init(_ civil: CivilTime, yearDigits: Int) {
        self = []
        append(decimal: yearDigits == 2 ? civil.date.year % 100 : civil.date.year, width: yearDigits)
        for number in [civil.date.month, civil.date.day, civil.hour, civil.minute, civil.second] {
            append(twoDigits: number)
        }
        append(UInt8(ascii: "Z"))
    }
}
