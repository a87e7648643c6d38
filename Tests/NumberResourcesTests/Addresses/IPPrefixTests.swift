import NumberResources
import Testing

@Suite struct IPPrefixTests {
    @Test func lengthsOutsideTheFamilyAreRefused() {
        #expect(IPPrefix(IPAddress(ipv4: 0), length: 33) == nil)
        #expect(IPPrefix(IPAddress(ipv6: 0), length: 129) == nil)
        #expect(IPPrefix(IPAddress(ipv4: 0), length: -1) == nil)
    }

    @Test func bitsAfterThePrefixAreRefusedOrCleared() {
        let address = IPAddress(ipv4: 0xc000_02ff)
        #expect(IPPrefix(address, length: 24) == nil)
        #expect(IPPrefix(truncating: address, length: 24).address == IPAddress(ipv4: 0xc000_0200))
        #expect(IPPrefix(truncating: address, length: 0).address == IPAddress(ipv4: 0))
    }

    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.255"), ("0.0.0.0/0", "255.255.255.255"), ("192.0.2.1/32", "192.0.2.1"),
        ("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2001:db8::/33", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"),
    ])
    func lastAddressHasAllHostBitsSet(prefix: String, last: String) {
        #expect(IPPrefix(prefix)?.lastAddress == IPAddress(last))
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0/8", true), ("10.0.0.0/8", "10.255.0.0/16", true), ("10.0.0.0/8", "11.0.0.0/16", false),
        ("10.0.0.0/16", "10.0.0.0/8", false), ("0.0.0.0/0", "255.255.255.255/32", true), ("0.0.0.0/0", "::/0", false),
        ("::/0", "0.0.0.0/0", false), ("2001:db8::/64", "2001:db8::1/128", true),
        ("2001:db8::/64", "2001:db8:0:1::/64", false),
    ])
    func coversWhatLiesInIt(prefix: String, other: String, covers: Bool) throws {
        let (left, right) = (try #require(IPPrefix(prefix)), try #require(IPPrefix(other)))
        #expect(left.covers(right) == covers)
        #expect(left.contains(right.address) == (covers || left.address == right.address))
    }

    @Test func aCoveringPrefixComesFirst() {
        let sorted = [
            "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "10.0.0.0/32", "10.128.0.0/9", "11.0.0.0/8", "::/0", "::/1",
        ]
        #expect(sorted.reversed().compactMap { IPPrefix($0) }.sorted().map(\.description) == sorted)
    }

    @Test func octetsAreInNetworkOrder() {
        #expect(IPAddress("192.0.2.1")?.octets == [192, 0, 2, 1])
        #expect(IPAddress("2001:db8::1")?.octets == [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    }
}
