import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@Suite("Registries of a laboratory") struct SpecialRegistriesTests {
    private static let laboratory = SpecialRegistries.iana.handingOut(
        ["10.0.0.0/8", "2001:db8::/32"].map(Scenario.prefix), [64_512...64_999, 65_536...65_540])

    @Test(
        "What it hands out is in use, and the rest of each block is set apart as before",
        arguments: [
            (64_511, true), (64_512, false), (64_999, false), (65_000, true), (65_535, true), (65_536, false),
            (65_540, false), (65_541, true), (0, true), (112, false), (3333, false), (4_200_000_000, true),
        ] as [(UInt32, Bool)])
    func numbers(number: UInt32, isReserved: Bool) {
        let bogons = Bogons(registries: SpecialRegistriesTests.laboratory)
        #expect(bogons.classes(of: ASN(number)) == (isReserved ? .reservedASN : []))
    }

    @Test(
        "Prefixes that it hands out, and their parts, are in use; their neighbours are not",
        arguments: [
            ("10.0.0.0/8", []), ("10.1.0.0/16", []), ("192.168.0.0/16", .martian), ("2001:db8:1::/48", []),
            ("3fff::/20", .martian), ("fd00::/16", .martian), ("193.0.0.0/16", []),
        ] as [(String, BogonClasses)])
    func prefixes(text: String, expected: BogonClasses) throws {
        let bogons = Bogons(registries: SpecialRegistriesTests.laboratory)
        #expect(bogons.classes(of: try #require(IPPrefix(text))) == expected)
    }

    @Test("A detector judges by them: what is set apart in its world is a bogon, and what is handed out is not")
    func detector() {
        let configuration = DetectionConfiguration(
            asns: [64_600], prefixes: [.init(Scenario.prefix("10.1.0.0/16"))], upstreams: [64_700])
        let bogons = Bogons(registries: SpecialRegistriesTests.laboratory)
        var detector = RouteDetector(configuration, at: Scenario.start, bogons: bogons)
        let feed = detector.addFeed("rc00", silentAfter: 0)
        let peer = BGPPeer(address: IPAddress(ipv4: 0x0aff_0001), asn: 64_800)
        func route(_ path: [ASN]) -> RouteEvent {
            var attributes = PathAttributes()
            attributes.asPath = ASPath(path)
            return RouteEvent(
                time: Scenario.start, peer: peer, prefix: Scenario.prefix("10.1.0.0/16"), action: .announce(attributes))
        }
        #expect(detector.receive(route([64_800, 64_700, 64_600]), feed: feed).isEmpty)
        let changes = detector.receive(route([64_800, 65_100, 64_700, 64_600]), feed: feed)
        #expect(changes.map(\.alert.key.alertClass) == [.bogon])
        #expect(changes.first?.alert.key.offender == 65_100)
        // By IANA's registries all of this is a laboratory, where AS numbers are not looked at.
        var other = RouteDetector(configuration, at: Scenario.start)
        let same = other.addFeed("rc00", silentAfter: 0)
        #expect(other.receive(route([64_800, 65_100, 64_700, 64_600]), feed: same).isEmpty)
    }
}
