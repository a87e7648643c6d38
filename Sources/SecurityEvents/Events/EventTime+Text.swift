internal import TextFormats

/// `2026-03-16T07:00:00Z`, with up to six decimals of the second (RFC 3339).
extension EventTime: LosslessStringConvertible {
    /// The moment in `text`, or `nil`. A time with another offset is the moment in UTC; more than six decimals, and leap
    /// seconds, are refused, because they would be lost.
    public init?(_ text: String) {
        guard text.utf8.count <= 32, let timestamp = Timestamp(text), timestamp.isExact else { return nil }
        let microseconds = timestamp.time * 1_000_000 + Int64(timestamp.microseconds)
        self.init(microseconds: microseconds)
        // A moment of the year 0 is held within the years 1 to 9999.
        if self.microseconds != microseconds { return nil }
    }

    public var description: String {
        // Counted from the first moment, so that the division rounds down before 1970 as well.
        let (seconds, fraction) = (microseconds - EventTime.first).quotientAndRemainder(dividingBy: 1_000_000)
        var text: [UInt8] = []
        text.append(iso: seconds + EventTime.first / 1_000_000, microseconds: Int(fraction))
        guard fraction > 0 else { return String(decoding: text, as: UTF8.self) }
        text.removeLast()
        while text.last == UInt8(ascii: "0") { text.removeLast() }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }
}
