import NumberResources
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct IPAddressTextTests {
    @Test(
        arguments: [
            ("0.0.0.0", 0), ("192.0.2.1", 0xc000_0201), ("255.255.255.255", .max), ("10.0.0.100", 0x0a00_0064),
        ] as [(String, UInt32)])
    func readsAndWritesIPv4(text: String, value: UInt32) {
        #expect(IPAddress(text) == IPAddress(ipv4: value))
        #expect(IPAddress(ipv4: value).description == text)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.", ".1.2.3", "1.2.3.4.", "1.2.3.4.5", "1..2.3", "256.0.0.0", "0.0.0.256", "01.2.3.4",
        "1.2.3.00", "1.2.3.-4", "1.2.3.+4", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4/32", "0x1.2.3.4", "1.2.3.a", "١.2.3.4",
        "16909060", "1.2.3.4\u{0}",
    ])
    func refusesOtherFormsOfIPv4(text: String) {
        #expect(IPAddress(text) == nil)
    }

    /// RFC 4291 section 2.2, all three forms.
    @Test(
        arguments: [
            ("::", 0), ("::1", 1), ("1::", 1 << 112), ("0:0:0:0:0:0:0:0", 0),
            ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", 0xabcd_ef01_2345_6789_abcd_ef01_2345_6789),
            ("2001:DB8:0:0:8:800:200C:417A", 0x2001_0db8_0000_0000_0008_0800_200c_417a),
            ("2001:DB8::8:800:200C:417A", 0x2001_0db8_0000_0000_0008_0800_200c_417a),
            ("2001:0db8:0000:0000:0008:0800:200c:417a", 0x2001_0db8_0000_0000_0008_0800_200c_417a),
            ("ff01::101", 0xff01_0000_0000_0000_0000_0000_0000_0101),
            ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004_0005_0006_0007_0000),
            ("::2:3:4:5:6:7:8", 0x0000_0002_0003_0004_0005_0006_0007_0008),
            ("0:0:0:0:0:0:13.1.68.3", 0x0d01_4403), ("::13.1.68.3", 0x0d01_4403),
            ("::FFFF:129.144.52.38", 0xffff_8190_3426), ("64:ff9b::192.0.2.33", 0x0064_ff9b << 96 | 0xc000_0221),
            ("1:2:3:4:5:6:1.2.3.4", 0x0001_0002_0003_0004_0005_0006_0102_0304),
        ] as [(String, UInt128)])
    func readsEveryFormOfIPv6(text: String, value: UInt128) {
        #expect(IPAddress(text) == IPAddress(ipv6: value))
    }

    @Test(arguments: [
        ":", ":::", "1", "1:", ":1", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8", "1::2::3", "1:::2", "::1:", "12345::", "::00001", "g::", "::1%eth0", "[::1]", "::1/128",
        " ::1", "::1 ", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4.5", "::1.2.3.4:5", "::01.2.3.4", "::1.2.3.256",
        "::a.1.2.3", "1.2.3.4::", "1.2.3.4:5:6:7:8:9:a:b", "::1\u{0}",
    ])
    func refusesOtherFormsOfIPv6(text: String) {
        #expect(IPAddress(text) == nil)
    }

    /// RFC 5952 section 4, and section 5 for mapped addresses.
    @Test(
        arguments: [
            (0, "::"), (1, "::1"), (1 << 112, "1::"), (.max, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            (0x2001_0db8_0000_0000_0001_0000_0000_0001, "2001:db8::1:0:0:1"),
            (0x2001_0db8_0000_0001_0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
            (0x2001_0000_0000_0001_0000_0000_0000_0001, "2001:0:0:1::1"),
            (0x0000_0001_0000_0000_0000_0000_0001_0000, "0:1::1:0"),
            (0x0001_0002_0003_0004_0005_0006_0000_0000, "1:2:3:4:5:6::"),
            (0x0001_0002_0003_0004_0005_0006_0007_0000, "1:2:3:4:5:6:7:0"),
            (0x0000_0002_0003_0004_0005_0006_0007_0008, "0:2:3:4:5:6:7:8"),
            (0x000a_00bc_0def_1000_0a00_00b0_000c_d000, "a:bc:def:1000:a00:b0:c:d000"),
            (0xffff_c000_0221, "::ffff:192.0.2.33"), (0xffff_0000_0000, "::ffff:0.0.0.0"), (0xc000_0221, "::c000:221"),
        ] as [(UInt128, String)])
    func writesCanonicalIPv6(value: UInt128, text: String) {
        #expect(IPAddress(ipv6: value).description == text)
        #expect(IPAddress(text) == IPAddress(ipv6: value))
    }

    /// Zero groups are as likely as others, so that runs of every length and place come up.
    static func sparse(_ generator: inout SeededGenerator) -> UInt128 {
        var bits: UInt128 = 0
        for _ in 0..<8 {
            bits = bits << 16 | (Bool.random(using: &generator) ? 0 : UInt128(generator.magnitude(UInt16.self)))
        }
        return bits
    }

    @Test func everyTextIsReadBack() {
        var generator = SeededGenerator(1)
        for _ in 0..<5_000 {
            let ipv6 = IPAddress(ipv6: Self.sparse(&generator))
            let ipv4 = IPAddress(ipv4: UInt32(truncatingIfNeeded: generator.next()))
            #expect(IPAddress(ipv6.description) == ipv6)
            #expect(IPAddress(ipv4.description) == ipv4)
        }
    }

    #if canImport(Glibc)
        static func systemParse(_ text: String) -> IPAddress? {
            var ipv4 = in_addr()
            if inet_pton(AF_INET, text, &ipv4) == 1 { return IPAddress(ipv4: UInt32(bigEndian: ipv4.s_addr)) }
            var ipv6 = in6_addr()
            guard inet_pton(AF_INET6, text, &ipv6) == 1 else { return nil }
            return withUnsafeBytes(of: &ipv6) { IPAddress(ipv6: $0.reduce(0) { $0 << 8 | UInt128($1) }) }
        }

        @Test func acceptsWhatTheSystemAccepts() {
            var generator = SeededGenerator(2)
            let alphabet = Array("0129afAF:::...%g".utf8)
            for _ in 0..<20_000 {
                var text = Array(
                    (Bool.random(using: &generator)
                        ? IPAddress(ipv6: Self.sparse(&generator))
                        : IPAddress(ipv4: UInt32(truncatingIfNeeded: generator.next()))).description.utf8)
                for _ in 0..<Int.random(in: 0...3, using: &generator) {
                    let place = Int.random(in: 0...text.count, using: &generator)
                    switch Int.random(in: 0...2, using: &generator) {
                    case 0: text.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
                    case 1 where place < text.count: text.remove(at: place)
                    case 2 where place < text.count: text[place] = alphabet.randomElement(using: &generator) ?? 0
                    default: break
                    }
                }
                let string = String(decoding: text, as: UTF8.self)
                #expect(IPAddress(utf8: text.span) == Self.systemParse(string), "\(string)")
            }
        }
    #endif
}
