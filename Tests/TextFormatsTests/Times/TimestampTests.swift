import Testing
import TextFormats

@Suite("Timestamps (RFC 3339)") struct TimestampTests {
    /// Section 5.8, and the boundaries of what is read.
    @Test(
        "A moment is that of its text in UTC",
        arguments: [
            ("1985-04-12T23:20:50.52Z", 482_196_050, 520_000), ("1996-12-19T16:39:57-08:00", 851_042_397, 0),
            ("1996-12-20T00:39:57Z", 851_042_397, 0), ("1937-01-01T12:00:27.87+00:20", -1_041_337_173, 870_000),
            ("1970-01-01t00:00:00z", 0, 0), ("1969-12-31T23:59:59.999999Z", -1, 999_999),
            ("2000-02-29T23:59:59-00:00", 951_868_799, 0), ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
            ("9999-12-31T23:59:59Z", 253_402_300_799, 0), ("2025-07-20T09:31:33.1234567Z", 1_753_003_893, 123_456),
        ] as [(String, UnixTime, Int)])
    func moments(text: String, time: UnixTime, microseconds: Int) throws {
        let timestamp = try #require(Timestamp(text))
        #expect(timestamp.time == time)
        #expect(timestamp.microseconds == microseconds)
        #expect(timestamp.isExact == !text.contains("1234567"))
    }

    @Test(
        "What is no time is refused",
        arguments: [
            "", "2025", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-01-00T00:00:00Z",
            "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z", "2025-01-01 00:00:00Z", "2025-01-01T00:00Z",
            "2025-01-01T00:00:00", "2025/01/01T00:00:00Z", "2025-1a-01T00:00:00Z", "2025-01-01T00:00:00.Z",
            "2025-01-01T00:00:00,5Z", "2025-01-01T00:00:00+24:00", "2025-01-01T00:00:00+00:60",
            "2025-01-01T00:00:00+0000", "2025-01-01T00:00:00+00", "2025-01-01T00:00:00Z ", " 2025-01-01T00:00:00Z",
            "+2025-01-01T00:00:00Z", "12025-01-01T00:00:00Z", "2025-01-01T00:00:00ZZ", "٢٠٢٥-01-01T00:00:00Z",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    /// Section 5.7 lets programs that know of leap seconds read them; Unix time cannot say them.
    @Test(
        "A leap second is no moment in any form",
        arguments: ["1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00", "2016-12-31 23:59:60"])
    func leapSeconds(text: String) {
        #expect(Timestamp(text) == nil)
        #expect(Timestamp(text, [.blank, .withoutZone, .withoutSeconds]) == nil)
        #expect(RFC3339(text) == nil)
        #expect(HTTPDate("Sat, 31 Dec 2016 23:59:60 GMT") == nil)
    }

    @Test("A blank, a missing zone and missing seconds are read where the form allows them")
    func forms() {
        #expect(Timestamp("2025-07-20 09:31:33Z", .blank)?.time == 1_753_003_893)
        #expect(Timestamp("2025-07-20T09:31:33.25", .withoutZone)?.microseconds == 250_000)
        #expect(Timestamp("2025-07-20T09:31Z", .withoutSeconds)?.time == 1_753_003_860)
        #expect(Timestamp("2025-07-20 09:31", [.blank, .withoutZone, .withoutSeconds])?.time == 1_753_003_860)
        #expect(Timestamp("2025-07-20 09:31:", [.blank, .withoutZone, .withoutSeconds]) == nil)
        #expect(Timestamp("2025-07-20 09:31:33", .blank) == nil)
    }
}
