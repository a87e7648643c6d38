import Fetching
import RPKIRepository
import TestSupport
import Testing

@Suite("Serials, sessions and URIs")
struct RRDPValueTests {
    @Test(
        "a serial is a positive decimal number of any size",
        arguments: [
            ("1", "1"), ("007", "7"), ("18446744073709551616", "18446744073709551616"),
            ("9999999999999999999999999999999999999999", "9999999999999999999999999999999999999999"),
        ])
    func serial(text: String, expected: String) {
        #expect(RRDPSerial(text)?.description == expected)
    }

    @Test(
        "what is no serial is refused",
        arguments: ["", "0", "000", "-1", "+1", " 1", "1 ", "1.0", "0x1", "१", String(repeating: "1", count: 41)])
    func noSerial(text: String) {
        #expect(RRDPSerial(text) == nil)
    }

    @Test("the next serial carries, and order is by number")
    func next() throws {
        #expect(try #require(RRDPSerial("1")).next == RRDPSerial(2))
        #expect(try #require(RRDPSerial("99")).next == RRDPSerial(100))
        #expect(try #require(RRDPSerial("18446744073709551615")).next == RRDPSerial("18446744073709551616"))
        #expect(RRDPSerial(9) < RRDPSerial(10))
        #expect(!(RRDPSerial(10) < RRDPSerial(9)))
        #expect(!(RRDPSerial(10) < RRDPSerial(10)))
    }

    @Test("a session is compared without regard to case")
    func session() throws {
        let session = try #require(RRDPSession("9DF4B597-af9e-4dca-bdda-719cce2c4e28"))
        #expect(session == RRDPSession("9df4b597-af9e-4dca-bdda-719cce2c4e28"))
    }

    @Test(
        "what is no UUID is no session",
        arguments: [
            "", "9df4b597af9e4dcabdda719cce2c4e28", "9df4b597-af9e-4dca-bdda-719cce2c4e2",
            "zdf4b597-af9e-4dca-bdda-719cce2c4e28",
            "9df4b597-af9e-4dca-bdda-719cce2c4e28 ", "9df4b597-af9e-4dca-bdda_719cce2c4e28",
        ])
    func noSession(text: String) {
        #expect(RRDPSession(text) == nil)
    }

    @Test("a random session is of version 4")
    func random() {
        var generator = SeededGenerator(1)
        let text = RRDPSession(using: &generator).description
        #expect(RRDPSession(text) != nil)
        #expect(Array(text)[14] == "4")
        #expect("89ab".contains(Array(text)[19]))
    }

    @Test(
        "the origin of a URI is scheme, host and port",
        arguments: [
            ("https://rrdp.example.net/a/b.xml", "https://rrdp.example.net"),
            ("HTTPS://RRDP.Example.NET/a", "https://rrdp.example.net"),
            ("https://rrdp.example.net:443/a", "https://rrdp.example.net"),
            ("https://rrdp.example.net:/a", "https://rrdp.example.net"),
            ("https://rrdp.example.net:8443/a", "https://rrdp.example.net:8443"),
            ("https://[2001:db8::1]:8443/a", "https://[2001:db8::1]:8443"),
            ("https://rrdp.example.net", "https://rrdp.example.net"),
            ("https://rrdp.example.net?a=b", "https://rrdp.example.net"),
        ])
    func origin(text: String, expected: String) {
        #expect(HTTPSURI(text)?.origin.description == expected)
    }

    @Test(
        "what is no https URI is refused",
        arguments: [
            "", "https://", "https:///a", "http://rrdp.example.net/a", "rsync://rrdp.example.net/a",
            "https://user@rrdp.example.net/a", "https://rrdp.example.net:0/a", "https://rrdp.example.net:65536/a",
            "https://rrdp.example.net/a#b", "https://rrdp.example.net/a b", "https://rrdp.example.net/ä",
            "https://rrdp.example.net\\@evil.example/", "https://[2001:db8::1/a", "https://2001:db8::1]/a",
            "https://rrdp.example.net:-1/a", "https://" + String(repeating: "a", count: 2048),
        ])
    func noURI(text: String) {
        #expect(HTTPSURI(text) == nil)
    }

    @Test("http is taken where it is allowed")
    func plain() {
        #expect(HTTPSURI("http://localhost:8080/a", allowsPlain: true)?.origin.port == 8080)
        #expect(HTTPSURI("ftp://localhost/a", allowsPlain: true) == nil)
    }

    @Test(
        "a reference is resolved against the URI that it came from",
        arguments: [
            ("https://other.example/x", "https://other.example/x"), ("//other.example/x", "https://other.example/x"),
            ("/x", "https://rrdp.example.net:8443/x"), ("x", "https://rrdp.example.net:8443/a/x"),
            ("x:y", nil), ("?q", "https://rrdp.example.net:8443/a/b?q"),
            ("", "https://rrdp.example.net:8443/a/b"), ("http://rrdp.example.net/a", nil),
            ("/x#fragment", "https://rrdp.example.net:8443/x"),
            ("/x?u=http://y", "https://rrdp.example.net:8443/x?u=http://y"),
        ])
    func resolving(reference: String, expected: String?) throws {
        let base = try #require(HTTPSURI("https://rrdp.example.net:8443/a/b"))
        #expect(base.resolving(reference)?.description == expected)
    }
}
