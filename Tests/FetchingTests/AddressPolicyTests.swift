import Fetching
import NumberResources
import Testing

@Suite("Which hosts may be connected to") struct AddressPolicyTests {
    private let policy = AddressPolicy(hosts: ["rpki.example.net", "10.9.9.9"])

    @Test(
        "An address inside is refused, however it is spelled",
        arguments: [
            "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7F.1", "0177.0.0.1", "017700000001", "127.0.0.1.",
            "127.65535", "0", "0.0.0.0", "0x0", "10.0.0.1", "10.1", "0xa.1", "012.0.0.1", "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1", "192.168.257", "169.254.169.254", "0xa9fea9fe", "2852039166", "100.64.0.1",
            "100.100.100.200", "168.63.129.16", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
            "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::127.0.0.1]",
            "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::FFFF:10.0.0.1]",
            "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::1]",
            "[2002:a00:1::]", "[2001:0:7f00:1::]", "[2001:0:808:808:0:0:80ff:fffe]", "[2001:470:1f0b::5efe:127.0.0.1]",
            "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]",
            "[100::1]",
            "[2001:2::1]", "[5f00::1]", "[4000::1]", "[::8.8.8.8]", "localhost", "LOCALHOST", "localhost.",
            "a.localhost",
            "a.b.LocalHost.", "localhost.localdomain", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[::1", "1.2.3.4.5",
            "256.1.1.1",
            "0x7f.0.0.0x1ff", "a..b", "a b", "", ".", "a/b", "ü.example", "1.2.3.09",
        ])
    func refused(host: String) {
        #expect(throws: DubiousHost.self) { try policy.check(host: host) }
    }

    @Test(
        "A public address, and a name to look up, are not",
        arguments: [
            "8.8.8.8", "134744072", "0x08080808", "[2606:4700::1111]", "[::ffff:8.8.8.8]", "[64:ff9b::8.8.8.8]",
            "[2002:808:808::1]", "rpki.ripe.net", "RPKI.ripe.net.", "a_b.example", "x--y.example", "1e100.net",
        ])
    func allowed(host: String) throws {
        _ = try policy.check(host: host)
    }

    @Test("What a name stands for is checked as well; what is public of it is used")
    func lookedUp() throws {
        let inside = try #require(IPAddress("127.0.0.1"))
        let outside = try #require(IPAddress("8.8.8.8"))
        #expect(try policy.check([inside, outside], of: "a.example") == [outside])
        let error = #expect(throws: DubiousHost.self) { try policy.check([inside], of: "a.example") }
        #expect(error?.reason == "its address 127.0.0.1 is loopback")
    }

    @Test("A host that the operator named is connected to wherever it is, and no other spelling of its address")
    func named() throws {
        let inside = try #require(IPAddress("127.0.0.1"))
        #expect(try policy.check(host: "RPKI.example.net.") == .name("rpki.example.net"))
        #expect(try policy.check([inside], of: "rpki.example.net") == [inside])
        _ = try policy.check(host: "10.9.9.9")
        _ = try policy.check(host: "0x0a.9.9.9")
        #expect(throws: DubiousHost.self) { try policy.check(host: "127.0.0.1") }
        #expect(throws: DubiousHost.self) { try policy.check(host: "x.rpki.example.net.localhost") }
    }

    @Test("Prefixes that the operator allowed are connected to, inside other addresses too")
    func prefixes() throws {
        let policy = AddressPolicy(prefixes: [try #require(IPPrefix("10.0.0.0/8"))])
        for host in ["10.1.2.3", "0xa.1", "[::ffff:10.0.0.1]", "[64:ff9b::10.0.0.1]"] {
            _ = try policy.check(host: host)
        }
        for host in ["127.0.0.1", "192.168.0.1", "localhost", "[::1]"] {
            #expect(throws: DubiousHost.self) { try policy.check(host: host) }
        }
        let loopback = AddressPolicy(prefixes: [try #require(IPPrefix("127.0.0.0/8"))])
        #expect(try loopback.check(host: "localhost") == .name("localhost"))
        _ = try AddressPolicy.unrestricted.check(host: "[fe80::1]")
    }

    @Test("The system's resolver finds this machine, and says why it finds no other", .timeLimit(.minutes(1)))
    func system() async throws {
        let found = try await HostLookup.system.addresses("localhost", .seconds(10))
        #expect(found.contains { SpecialPurpose.name(of: $0) == "loopback" })
        await #expect(throws: HostLookup.Failure.self) {
            try await HostLookup.system.addresses("no-such-host.invalid", .seconds(10))
        }
    }
}
