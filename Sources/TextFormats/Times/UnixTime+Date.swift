package import struct FoundationEssentials.Date

extension UnixTime {
    /// The second that `date` lies in, held within the years 0 to 9999.
    package init(_ date: Date) {
        let seconds = date.timeIntervalSince1970
        if seconds >= Double(UnixTime.lastRepresentable) {
            self = .lastRepresentable
        } else if seconds >= Double(UnixTime.firstRepresentable) {
            self = UnixTime(exactly: seconds.rounded(.down)) ?? .firstRepresentable
        } else {
            self = .firstRepresentable
        }
    }

    package var date: Date {
        Date(timeIntervalSince1970: Double(self))
    }
}
