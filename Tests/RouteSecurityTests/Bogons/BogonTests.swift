import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@Suite("Bogons") struct BogonTests {
    @Test(
        "A prefix is judged by the most specific row of the registries",
        arguments: [
            ("10.0.0.0/8", .martian), ("10.1.2.0/24", .martian), ("100.64.0.0/10", .martian), ("100.128.0.0/10", []),
            ("172.16.0.0/12", .martian), ("172.32.0.0/12", []), ("192.168.1.0/24", .martian),
            ("169.254.0.0/16", .martian),
            ("127.0.0.0/8", .martian), ("0.0.0.0/8", .martian), ("224.0.0.0/8", .martian), ("239.1.1.0/24", .martian),
            ("240.0.0.0/8", .martian), ("255.255.255.255/32", [.martian, .tooLong]), ("192.0.2.0/24", .martian),
            ("198.51.100.0/24", .martian), ("203.0.113.0/24", .martian), ("198.18.0.0/15", .martian),
            ("198.20.0.0/15", []), ("192.0.0.0/24", .martian), ("192.0.0.9/32", .tooLong),
            ("192.0.0.11/32", [.martian, .tooLong]), ("192.88.99.0/24", []), ("192.88.99.2/32", [.martian, .tooLong]),
            ("192.31.196.0/24", []), ("192.175.48.0/24", []), ("8.8.8.0/24", []), ("193.0.0.0/21", []),
            // Blocks that only hold such rows are not bogon themselves.
            ("192.0.0.0/8", []), ("8.0.0.0/7", .tooShort), ("0.0.0.0/0", .tooShort), ("8.8.8.0/25", .tooLong),
        ] as [(String, BogonClasses)])
    func ipv4(text: String, expected: BogonClasses) throws {
        #expect(Bogons().classes(of: try #require(IPPrefix(text))) == expected)
    }

    @Test(
        "IPv6 is bogon outside of what IANA has given to the registries",
        arguments: [
            ("2001:db8::/32", .martian), ("2001:db8:1::/48", .martian), ("3fff::/20", .martian),
            ("3fff:1000::/20", .unallocated), ("2001::/32", []), ("2001:1::/32", .martian), ("2001:2::/48", .martian),
            ("2001:3::/32", []), ("2001:10::/28", []), ("2001:20::/28", []), ("2001:30::/28", []), ("2002::/16", []),
            ("2001:200::/23", []), ("2001:67c:2e8::/48", []), ("2003::/19", []), ("2003:4000::/19", .unallocated),
            ("2400::/16", []), ("2410::/16", []), ("2420::/16", .unallocated), ("2620:4f:8000::/48", []),
            ("2a00:1450::/32", []), ("2d00::/16", .unallocated), ("2e00::/16", .unallocated),
            ("3000::/16", .unallocated),
            ("3ffe::/16", .unallocated), ("4000::/16", .unallocated), ("5f00::/16", .martian),
            ("64:ff9b::/96", .tooLong),
            ("fc00::/16", .martian), ("fd00:1::/32", .martian), ("fe80::/16", .martian), ("fec0::/16", .unallocated),
            ("ff00::/16", .martian), ("::/128", [.martian, .tooLong]), ("::1/128", [.martian, .tooLong]),
            ("::ffff:10.0.0.0/104", [.martian, .tooLong]), ("100::/64", [.martian, .tooLong]),
            ("100:0:0:1::/64", [.martian, .tooLong]), ("2a00:1450::/49", .tooLong), ("2000::/3", .tooShort),
            ("::/0", .tooShort), ("4000::/3", [.unallocated, .tooShort]),
        ] as [(String, BogonClasses)])
    func ipv6(text: String, expected: BogonClasses) throws {
        #expect(Bogons().classes(of: try #require(IPPrefix(text))) == expected)
    }

    @Test(
        "AS numbers that IANA set apart have no place in a path",
        arguments: [
            (0, true), (1, false), (112, false), (23_455, false), (23_456, true), (23_457, false), (64_495, false),
            (64_496, true), (64_511, true), (64_512, true), (65_534, true), (65_535, true), (65_536, true),
            (65_551, true), (65_552, true), (131_071, true), (131_072, false), (4_199_999_999, false),
            (4_200_000_000, true), (4_294_967_294, true), (4_294_967_295, true),
        ] as [(UInt32, Bool)])
    func numbers(number: UInt32, isBogon: Bool) {
        #expect(Bogons().classes(of: ASN(number)) == (isBogon ? .reservedASN : []))
        let block = ASNRegistry.block(of: ASN(number))
        #expect((block.map { !$0.mayBeRouted } ?? false) == isBogon)
    }

    @Test("Rows of the AS registry stand in order and do not overlap")
    func order() {
        let rows = ASNRegistry.specialPurpose
        for (row, next) in zip(rows, rows.dropFirst()) { #expect(row.numbers.upperBound < next.numbers.lowerBound) }
        #expect(rows.allSatisfy { !$0.reference.isEmpty })
    }

    @Test("Every AS number of a path counts, but for those inside the receiver's confederation")
    func paths() {
        let bogons = Bogons()
        #expect(bogons.classes(of: path([3333, 64512, 1103])) == .reservedASN)
        #expect(bogons.asns(of: path([3333, 64512, 1103, 64512, 0])) == [64512, 0])
        #expect(bogons.classes(of: path([3333, 1103])).isEmpty)
        let confederation = ASPath(
            asns: [64512, 64513, 3333],
            runs: [.init(kind: .confederationSequence, count: 2), .init(kind: .sequence, count: 1)])
        #expect(bogons.classes(of: confederation).isEmpty)
        let set = ASPath(
            asns: [3333, 64512], runs: [.init(kind: .sequence, count: 1), .init(kind: .set, count: 1)])
        #expect(bogons.classes(of: set) == .reservedASN)
    }

    @Test("What the regional registries say that nobody has is unallocated, as far as all of a prefix is")
    func unallocated() throws {
        let free = ResourceSet(
            asns: IntervalSet([327_000...327_999]),
            ipv4: IntervalSet(prefixes: [try #require(IPPrefix("41.0.0.0/16"))]),
            ipv6: IntervalSet(prefixes: [try #require(IPPrefix("2c0f:f000::/32"))]))
        let bogons = Bogons(unallocated: free)
        #expect(bogons.classes(of: try #require(IPPrefix("41.0.1.0/24"))) == .unallocated)
        #expect(bogons.classes(of: try #require(IPPrefix("41.0.0.0/15"))) == [])
        #expect(bogons.classes(of: try #require(IPPrefix("2c0f:f000:1::/48"))) == .unallocated)
        #expect(bogons.classes(of: 327_500) == .unallocatedASN)
        #expect(bogons.classes(of: 328_000) == [])
        #expect(Bogons().classes(of: 327_500) == [])
    }

    @Test("A row tells its document")
    func row() throws {
        #expect(Bogons().block(of: try #require(IPPrefix("10.1.0.0/16")))?.reference == "RFC 1918")
        #expect(Bogons().block(of: try #require(IPPrefix("8.8.8.0/24"))) == nil)
        #expect(BogonClasses([.martian, .tooLong]).names == ["martian", "too-long"])
        #expect(!BogonClasses([.tooLong, .tooShort]).isBogon)
    }
}
