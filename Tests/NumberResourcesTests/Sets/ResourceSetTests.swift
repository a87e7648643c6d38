import NumberResources
import Testing

@Suite struct ResourceSetTests {
    static func set(_ text: String) throws -> ResourceSet {
        try #require(ResourceSet(text))
    }

    @Test func eachKindIsKeptApart() throws {
        let left = try Self.set("AS1-AS10, 10.0.0.0/8, 2001:db8::/32")
        let right = try Self.set("AS5-AS20, 10.128.0.0/9, 2001:db8::/33, 2001:dead::/32")
        #expect(left.union(right).description == "AS1-AS20, 10.0.0.0/8, 2001:db8::/32, 2001:dead::/32")
        #expect(left.intersection(right).description == "AS5-AS10, 10.128.0.0/9, 2001:db8::/33")
        #expect(left.subtracting(right).description == "AS1-AS4, 10.0.0.0/9, 2001:db8:8000::/33")
        #expect(!left.isSuperset(of: right))
        #expect(left.union(right).isSuperset(of: right))
        #expect(!left.isDisjoint(with: right))
        #expect(try left.isDisjoint(with: Self.set("AS0, 11.0.0.0/8, ::/3")))
    }

    @Test(arguments: [
        ("10.0.0.0/8", true), ("10.255.255.255/32", true), ("10.0.0.0/7", false), ("9.0.0.0/8", false),
        ("2001:db8::/32", true), ("2001:db8::/31", false), ("::/0", false), ("0.0.0.0/0", false),
    ])
    func containsPrefixesThatLieInItWhole(prefix: String, isIn: Bool) throws {
        let prefix = try #require(IPPrefix(prefix))
        #expect(try Self.set("10.0.0.0/8, 2001:db8::/32").contains(prefix) == isIn)
        #expect(ResourceSet.all.contains(prefix))
        #expect(!ResourceSet().contains(prefix))
    }

    @Test func isMadeOfPrefixesAndGivesThemBack() throws {
        let prefixes = try ["2001:db8::/33", "10.0.0.0/9", "2001:db8:8000::/33", "10.128.0.0/9", "192.0.2.0/24"].map {
            try #require(IPPrefix($0))
        }
        let set = ResourceSet(prefixes: prefixes, asns: [64497, 64496])
        #expect(set.description == "AS64496-AS64497, 10.0.0.0/8, 192.0.2.0/24, 2001:db8::/32")
        #expect(set.prefixes.map(\.description) == ["10.0.0.0/8", "192.0.2.0/24", "2001:db8::/32"])
        #expect(ResourceSet(prefixes: set.prefixes) == ResourceSet(prefixes: prefixes))
        #expect(ResourceSet(ranges: set.addressRanges) == ResourceSet(prefixes: prefixes))
        #expect(set.contains(64496 as ASN))
        #expect(!set.contains(64498 as ASN))
    }

    @Test func inheritedResourcesAreThoseOfTheIssuer() throws {
        let issuer = try Self.set("AS1-AS10, 10.0.0.0/8, 2001:db8::/32")
        let claims = ResourceClaims(asns: .inherit, ipv4: .set(IntervalSet([5...6])), ipv6: .absent)
        let resolved = claims.resolved(issuer: issuer)
        #expect(claims.inherits)
        #expect(resolved.asns == issuer.asns)
        #expect(resolved.ipv4 == IntervalSet([5...6]))
        #expect(resolved.ipv6.isEmpty)
        #expect(!ResourceClaims().inherits)
    }
}
