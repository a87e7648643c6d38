import Testing

@testable import ValidatedPayloads

@Suite("Texts")
struct TextTests {
    @Test(
        "Times are those of the Gregorian calendar",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
            (1_753_003_893, "2025-07-20T09:31:33Z"),
        ] as [(UnixTime, String)])
    func times(time: UnixTime, text: String) {
        var out: [UInt8] = []
        out.append(iso: time)
        #expect(String(decoding: out, as: UTF8.self) == text)
        #expect(CivilTime(Array(text.utf8).span)?.time == time)
        let spaced = text.dropLast().replacing("T", with: " ")
        #expect(CivilTime(Array(spaced.utf8).span)?.time == time)
    }

    @Test(
        "What is no time is refused",
        arguments: [
            "", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-01-00T00:00:00Z",
            "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z", "2025-01-01T00:00:60Z", "2025-01-01 00:00:00Z",
            "2025-01-01T00:00:00", "2025/01/01T00:00:00Z", "2025-1a-01T00:00:00Z", "2025-01-01T00:00:00+00:00",
        ])
    func badTimes(text: String) {
        #expect(CivilTime(Array(text.utf8).span) == nil)
    }

    @Test(
        "Base 64 goes both ways, and each octet string has one text",
        arguments: [
            ([], ""), ([0], "AA=="), ([0, 0], "AAA="), ([0, 0, 0], "AAAA"), ([0xfb, 0xff], "+/8="),
            ([0xff, 0xef, 0xbe], "/+++"),
        ] as [([UInt8], String)])
    func base64(octets: [UInt8], text: String) {
        var out: [UInt8] = []
        Base64.standard.append(octets, to: &out)
        #expect(String(decoding: out, as: UTF8.self) == text)
        #expect(Base64.standard.octets(out.span) == octets)
        var url: [UInt8] = []
        Base64.urlUnpadded.append(octets, to: &url)
        #expect(!url.contains { "+/=".utf8.contains($0) })
        #expect(Base64.urlUnpadded.octets(url.span) == octets)
        #expect(Base64.lenientOctets(url.span) == octets)
        #expect(Base64.lenientOctets(out.span) == octets)
    }

    @Test(
        "Base 64 with stray bits, padding or characters is refused",
        arguments: ["A", "AB", "AAB", "A=", "AA=A", "A A", "AAAAA"])
    func badBase64(text: String) {
        #expect(Base64.urlUnpadded.octets(Array(text.utf8).span) == nil)
        #expect(Base64.lenientOctets(Array(text.utf8).span) == nil)
    }

    @Test("The URL-safe alphabet is not the other, and takes no padding", arguments: ["+w", "_w==", "AA==", "/w"])
    func strictAlphabet(text: String) {
        #expect(Base64.urlUnpadded.octets(Array(text.utf8).span) == nil)
    }

    @Test(
        "Decimals have all their digits",
        arguments: [0, 7, 10, 99, 100, 101, 999, 1_000, 65_536, 4_294_967_295, .max] as [UInt64])
    func decimals(number: UInt64) {
        var out: [UInt8] = []
        out.append(decimal: number)
        #expect(String(decoding: out, as: UTF8.self) == String(number))
    }
}
