public import struct FoundationEssentials.Date

/// A moment as text: `2026-03-16T07:00:00Z` (RFC 3339), in UTC and whole seconds of the years 0 to 9999.
public struct RFC3339: CustomStringConvertible, Sendable {
    public let date: Date

    public init(_ date: Date) {
        self.date = date
    }

    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(20)
        text.append(iso: UnixTime(date))
        return String(decoding: text, as: UTF8.self)
    }
}

extension RFC3339: LosslessStringConvertible {
    /// The moment that `text` names: date, "T" or a space, time, and "Z" or an offset (RFC 3339 section 5.6). Decimals of
    /// the second are read and dropped. `nil` for anything else, which a leap second is.
    public init?(_ text: String) {
        guard let timestamp = Timestamp(text, .blank) else { return nil }
        self.init(timestamp.time.date)
    }
}
