internal import TextFormats

extension BGPTime {
    /// The moment that `text` says in UTC: `2025-07-01T12:00:00`, with a space instead of `T`, with a fraction, with `Z` or
    /// an offset, without seconds; `nil` where it is none. What is smaller than a microsecond is dropped.
    init?(utc text: String) {
        guard let timestamp = Timestamp(text, [.blank, .withoutZone, .withoutSeconds]) else { return nil }
        self.init(microseconds: timestamp.time * 1_000_000 + Int64(timestamp.microseconds))
    }
}
