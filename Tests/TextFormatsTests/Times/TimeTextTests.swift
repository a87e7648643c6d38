import Testing
import TextFormats

import struct FoundationEssentials.Date

@Suite("Texts of times") struct TimeTextTests {
    private static let moments: [(UnixTime, String)] = [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
        (1_753_003_893, "2025-07-20T09:31:33Z"),
    ]

    @Test("Times are written in UTC, and read again", arguments: moments)
    func times(time: UnixTime, text: String) {
        var out: [UInt8] = []
        out.append(iso: time)
        #expect(String(decoding: out, as: UTF8.self) == text)
        #expect(RFC3339(time.date).description == text)
        #expect(RFC3339(text).map { UnixTime($0.date) } == time)
        #expect(UnixTime(payloadTime: Array(text.utf8).span) == time)
        var spaced: [UInt8] = []
        spaced.append(spaced: time)
        #expect(String(decoding: spaced, as: UTF8.self) == text.dropLast().replacing("T", with: " "))
        #expect(UnixTime(payloadTime: spaced.span) == time)
    }

    @Test(
        "Payload files have two forms of time and no other",
        arguments: [
            "", "2025-02-29T00:00:00Z", "2025-01-01T00:00:60Z", "2025-01-01 00:00:00Z", "2025-01-01T00:00:00",
            "2025-01-01T00:00:00+00:00", "2025-01-01T00:00:0.5Z",
        ])
    func payloadTimes(text: String) {
        #expect(UnixTime(payloadTime: Array(text.utf8).span) == nil)
    }

    @Test("Dates that no four-digit year holds are held at the first and the last")
    func bounds() {
        #expect(RFC3339(Date(timeIntervalSince1970: 1e300)).description == "9999-12-31T23:59:59Z")
        #expect(RFC3339(Date(timeIntervalSince1970: -1e300)).description == "0000-01-01T00:00:00Z")
        #expect(UnixTime(Date(timeIntervalSince1970: .nan)) == .firstRepresentable)
        #expect(UnixTime(Date(timeIntervalSince1970: -0.5)) == -1)
    }

    @Test("HTTP dates are written as RFC 9110 has them, and read again")
    func http() {
        let date = HTTPDate(Date(timeIntervalSince1970: 784_111_777))
        #expect(date.description == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate(date.description)?.date == date.date)
        for text in ["", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT"]
        {
            #expect(HTTPDate(text) == nil)
        }
    }

    @Test("Mail dates are written as RFC 5322 has them")
    func mail() {
        #expect(MailDate(Date(timeIntervalSince1970: 784_111_777)).description == "Sun, 6 Nov 1994 08:49:37 +0000")
        #expect(MailDate(Date(timeIntervalSince1970: -0.5)).description == "Wed, 31 Dec 1969 23:59:59 +0000")
    }
}
