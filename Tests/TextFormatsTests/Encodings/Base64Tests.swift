import Testing
import TextFormats

@Suite("Base 64 (RFC 4648)") struct Base64Tests {
    @Test(
        "It goes both ways, and each octet string has one text",
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

    @Test("Stray bits, padding or characters are refused", arguments: ["A", "AB", "AAB", "A=", "AA=A", "A A", "AAAAA"])
    func badBase64(text: String) {
        #expect(Base64.urlUnpadded.octets(Array(text.utf8).span) == nil)
        #expect(Base64.lenientOctets(Array(text.utf8).span) == nil)
    }

    @Test("The URL-safe alphabet is not the other, and takes no padding", arguments: ["+w", "_w==", "AA==", "/w"])
    func strictAlphabet(text: String) {
        #expect(Base64.urlUnpadded.octets(Array(text.utf8).span) == nil)
    }
}
