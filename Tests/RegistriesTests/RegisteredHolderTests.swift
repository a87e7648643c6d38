import NumberResources
import Registries
import Testing

@Suite("Who holds what, by registries") struct RegisteredHolderTests {
    private static func prefix(_ text: String) throws -> IPPrefix { try #require(IPPrefix(text)) }

    @Test("objects that cover a prefix, with origin and registry; only those that are wanted are kept") func objects()
        throws
    {
        let text = """
            route: 192.0.2.0/24
            origin: AS1
            source: RADB

            route: 192.0.0.0/16
            origin: AS2
            source: RIPE

            route: 198.51.100.0/24
            origin: AS3
            source: RIPE

            """
        let all = RouteObjects([try RoutingRegistryReader().read(Array(text.utf8))])
        let found = all.objects(covering: try Self.prefix("192.0.2.0/25"))
        #expect(
            Set(found.map { "\($0.prefix) \($0.origin) \($0.source)" }) == [
                "192.0.2.0/24 AS1 RADB", "192.0.0.0/16 AS2 RIPE",
            ])
        let wanted = try RoutingRegistryReader { prefix, origin in origin != 1 && prefix.length == 24 }
            .read(Array(text.utf8))
        #expect(wanted.routeCount == 1 && wanted.objectCount == 3 && wanted.rejectionCounts.isEmpty)
        #expect(AuthoritativeRegistries.contains("RIPE") && !AuthoritativeRegistries.contains("RIPE-NONAUTH"))
    }

    @Test("the organisations of aut-num objects, of all files") func organisations() throws {
        func file(_ text: String) throws -> RoutingRegistryFile { try RoutingRegistryReader().read(Array(text.utf8)) }
        let organisations = RegisteredOrganisations([
            try file("aut-num: AS1\norg: org-a-ripe # ours\nsource: ripe\n\naut-num: AS2\nsource: RIPE\n"),
            try file("aut-num: AS1\nsource: RADB\norg:\n ORG-B\n"),
        ])
        #expect(organisations[1].map(\.description) == ["ORG-B in RADB", "ORG-A-RIPE in RIPE"])
        #expect(organisations[2].isEmpty && organisations[3].isEmpty)
    }

    @Test("the holder of a prefix: of one delegation, of several in a row, and none where a part is another's or free")
    func holders() throws {
        let text = """
            2|ripencc|20260316|8|19830705|20260316|+0000
            ripencc|NL|asn|3333|2|19930901|allocated|a
            ripencc|NL|ipv4|192.0.0.0|256|19930901|allocated|a
            ripencc|NL|ipv4|192.0.1.0|256|19930901|assigned|a
            ripencc|NL|ipv4|192.0.2.0|256|19930901|assigned|b
            ripencc|NL|ipv4|192.0.3.0|256|19930901|reserved|b
            ripencc|NL|ipv4|255.255.255.0|256|19930901|assigned|c
            ripencc|NL|ipv6|2001:db8::|33|19930901|allocated|a
            ripencc|NL|ipv6|2001:db8:8000::|33|19930901|allocated|a
            """
        let statistics = DelegatedStatistics([try DelegatedStatisticsReader().read(Array(text.utf8))])
        func holder(_ text: String) throws -> String? { statistics.holder(of: try Self.prefix(text))?.identifier }
        #expect(try holder("192.0.0.0/24") == "a")
        #expect(try holder("192.0.0.128/25") == "a")
        #expect(try holder("192.0.0.0/23") == "a")
        #expect(try holder("192.0.2.0/23") == nil)
        #expect(try holder("192.0.3.0/24") == nil)
        #expect(try holder("192.0.0.0/22") == nil)
        #expect(try holder("192.0.4.0/24") == nil)
        #expect(try holder("10.0.0.0/8") == nil)
        #expect(try holder("255.255.255.0/24") == "c")
        #expect(try holder("2001:db8::/32") == "a")
        #expect(try holder("2001:db8::/31") == nil)
        #expect(statistics.holder(of: 3334)?.identifier == "a" && statistics.holder(of: 3335) == nil)
        #expect(statistics.asnCounts.map { "\($0.key.identifier) \($0.value)" } == ["a 2"])
    }
}
