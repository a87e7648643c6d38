package import FoundationEssentials

/// Seconds since 1970-01-01T00:00:00Z: the unit of all times inside this module.
package typealias UnixTime = Int64

extension UnixTime {
    /// The last second that has a four-digit year: 9999-12-31T23:59:59Z.
    package static let lastRepresentable: UnixTime = 253_402_300_799
    /// The first second that has a four-digit year: 0000-01-01T00:00:00Z.
    package static let firstRepresentable: UnixTime = -62_167_219_200

    /// The second that `date` lies in, held within the years 0 to 9999.
    package init(_ date: Date) {
        let seconds = date.timeIntervalSince1970
        if seconds >= Double(UnixTime.lastRepresentable) {
            self = .lastRepresentable
        } else if seconds >= Double(UnixTime.firstRepresentable) {
            self = UnixTime(seconds.rounded(.down))
        } else {
            self = .firstRepresentable
        }
    }

    package var date: Date {
        Date(timeIntervalSince1970: Double(self))
    }
}
