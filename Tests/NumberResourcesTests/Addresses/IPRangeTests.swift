import NumberResources
import TestSupport
import Testing

@Suite struct IPRangeTests {
    @Test(arguments: [
        ("192.0.2.0-192.0.2.255", ["192.0.2.0/24"]),
        ("192.0.2.1-192.0.2.6", ["192.0.2.1/32", "192.0.2.2/31", "192.0.2.4/31", "192.0.2.6/32"]),
        ("0.0.0.0-255.255.255.255", ["0.0.0.0/0"]),
        ("255.255.255.255-255.255.255.255", ["255.255.255.255/32"]),
        ("0.0.0.0-255.255.255.254", (1...32).map { "\(IPAddress(ipv4: $0 == 1 ? 0 : .max << (33 - $0)))/\($0)" }),
        ("2001:db8::-2001:db8:0:2:ffff:ffff:ffff:ffff", ["2001:db8::/63", "2001:db8:0:2::/64"]),
        ("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ["::/0"]),
    ])
    func isMadeUpOfTheFewestPrefixes(text: String, prefixes: [String]) throws {
        let range = try #require(IPRange(text))
        #expect(range.description == text)
        #expect(range.prefixes.map(\.description) == prefixes)
        #expect(range.prefix?.description == (prefixes.count == 1 ? prefixes[0] : nil))
    }

    @Test func theWorstRangesTakeTwicePrefixesOfEveryLength() throws {
        let ipv4 = try #require(IPRange(IPAddress(ipv4: 1), IPAddress(ipv4: .max - 1)))
        let ipv6 = try #require(IPRange(IPAddress(ipv6: 1), IPAddress(ipv6: .max - 1)))
        #expect(ipv4.prefixes.count == 62)
        #expect(ipv6.prefixes.count == 254)
        #expect(ipv6.prefix == nil)
    }

    @Test(arguments: [
        "", "-", "192.0.2.0", "192.0.2.0-", "-192.0.2.0", "192.0.2.1-192.0.2.0", "192.0.2.0-::",
        "192.0.2.0 - 192.0.2.1",
        "192.0.2.0-192.0.2.1-192.0.2.2", "192.0.2.0/24-192.0.2.1",
    ])
    func refusesOtherTexts(text: String) {
        #expect(IPRange(text) == nil)
    }

    @Test func aPrefixIsTheRangeOfItsAddresses() throws {
        var generator = SeededGenerator(4)
        for _ in 0..<1_000 {
            let family = Bool.random(using: &generator) ? AddressFamily.ipv4 : .ipv6
            let prefix = IPPrefix(
                truncating: IPAddress(leftAligned: generator.next128(), family: family),
                length: .random(in: 0...family.bitWidth, using: &generator))
            #expect(IPRange(prefix).prefix == prefix)
            #expect(IPRange(prefix).prefixes == [prefix])
            #expect(IPRange(prefix).contains(prefix.lastAddress))
        }
    }
}
