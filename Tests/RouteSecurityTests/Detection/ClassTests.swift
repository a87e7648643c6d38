import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// One route each, and the one alert that it raises.
@Suite("Detection: classes") struct DetectionClassTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let prefix: String
        let path: [ASN]
        let alertClass: AlertClass?
        var offender: ASN?
        var otc: ASN?
        var testDescription: String { name }
    }

    static let payloads = Scenario.payloads(
        [("193.0.0.0/16", 20, 3333), ("198.18.0.0/15", 24, 64_000), ("8.8.8.0/24", 24, 15_169)],
        aspas: [
            ASPA(customer: 3333, providers: [1299, 174, 9002]), ASPA(customer: 1299, providers: [0]),
            ASPA(customer: 174, providers: [0]), ASPA(customer: 8708, providers: [1299, 174]),
        ])

    static let cases = [
        Case(name: "rightful", prefix: "193.0.0.0/16", path: [1299, 3333], alertClass: nil),
        Case(name: "rightful, prepended", prefix: "193.0.0.0/16", path: [1299, 3333, 3333, 3333], alertClass: nil),
        Case(name: "rightful through a peer", prefix: "193.0.0.0/16", path: [6939, 3333], alertClass: nil),
        Case(name: "foreign", prefix: "8.8.8.0/24", path: [15_169], alertClass: nil),
        Case(name: "foreign, less specific", prefix: "192.0.0.0/8", path: [666], alertClass: nil),
        Case(
            name: "exact prefix, origin", prefix: "193.0.0.0/16", path: [1299, 666],
            alertClass: .exactPrefixOrigin, offender: 666),
        Case(
            name: "sub-prefix, origin", prefix: "193.0.128.0/17", path: [1299, 666],
            alertClass: .subPrefixOrigin, offender: 666),
        Case(
            name: "sub-prefix, IPv6", prefix: "2001:67c:1::/48", path: [1299, 666],
            alertClass: .subPrefixOrigin, offender: 666),
        Case(
            name: "exact prefix, fake first hop", prefix: "193.0.0.0/16", path: [1299, 666, 3333],
            alertClass: .exactPrefixFirstHop, offender: 666),
        Case(
            name: "sub-prefix, fake first hop", prefix: "193.0.16.0/20", path: [1299, 666, 3333],
            alertClass: .subPrefixFirstHop, offender: 666),
        Case(
            name: "exact prefix, deeper", prefix: "193.0.0.0/16", path: [666, 174, 3333],
            alertClass: .exactPrefixPath, offender: 666),
        Case(
            name: "sub-prefix, deeper", prefix: "193.0.16.0/20", path: [666, 174, 3333],
            alertClass: .subPrefixPath, offender: 666),
        Case(
            name: "squatting", prefix: "193.5.1.0/24", path: [1299, 666], alertClass: .squatting, offender: 666),
        Case(
            name: "more specific than the ROA", prefix: "193.0.16.0/24", path: [1299, 3333],
            alertClass: .moreSpecificThanROA, offender: 3333),
        Case(
            name: "invalid by ROA", prefix: "198.18.0.0/16", path: [1299, 3333], alertClass: .rpkiInvalid,
            offender: 3333),
        Case(
            name: "invalid by ROA, not ours", prefix: "8.8.8.0/24", path: [1299, 3333], alertClass: .rpkiInvalid,
            offender: 3333),
        Case(
            name: "invalid by ASPA", prefix: "193.0.0.0/16", path: [174, 8708, 1299, 3333],
            alertClass: .aspaInvalid, offender: 8708),
        Case(
            name: "leak by a customer", prefix: "193.0.0.0/16", path: [174, 2121, 3333], alertClass: .routeLeak,
            offender: 2121),
        Case(
            name: "leak by a customer of a provider's route", prefix: "193.0.0.0/16", path: [174, 2121, 1299, 3333],
            alertClass: .routeLeak, offender: 2121),
        Case(
            name: "leak by ourselves", prefix: "9.9.9.0/24", path: [174, 3333, 1299, 19_281], alertClass: .routeLeak,
            offender: 3333),
        Case(
            name: "between two without providers", prefix: "193.0.0.0/16", path: [3356, 4444, 2914, 1299, 3333],
            alertClass: .routeLeak, offender: 4444),
        Case(
            name: "new upstream that our ASPA names", prefix: "193.0.0.0/16", path: [9002, 3333],
            alertClass: .newUpstream, offender: 9002),
        Case(
            name: "private AS number", prefix: "193.0.0.0/16", path: [64_512, 1299, 3333], alertClass: .bogon,
            offender: 64_512),
        Case(name: "our bogon", prefix: "10.1.0.0/16", path: [1299, 3333], alertClass: .bogon, offender: 3333),
    ]

    private static func configuration() -> DetectionConfiguration {
        var configuration = Scenario.configuration()
        configuration.prefixes += [
            .init(Scenario.prefix("193.5.0.0/16"), origins: []), .init(Scenario.prefix("198.18.0.0/16")),
        ]
        configuration.links = [174: [1299, 2121, 8708, 50_001]]
        configuration.transitFree = [3356, 2914]
        return configuration
    }

    @Test("a route raises one alert of its class, or none", arguments: cases)
    func raises(_ scenario: Case) {
        var detection = Scenario(DetectionClassTests.configuration(), payloads: DetectionClassTests.payloads)
        let changes = detection.announce(scenario.prefix, scenario.path, otc: scenario.otc)
        guard let expected = scenario.alertClass else {
            #expect(changes.words == [])
            return
        }
        #expect(changes.words == ["raised \(expected.rawValue)"])
        #expect(changes.first?.alert.key.offender == scenario.offender)
        #expect(changes.first?.alert.evidence.peers.count == 1)
        #expect(changes.first?.alert.actions.isEmpty == false)
        // Every class ends when its route goes.
        #expect(detection.withdraw(scenario.prefix).words == ["dormant \(expected.rawValue)"])
        let before = detection.wait(599).filter { $0.alert.key.alertClass != .visibilityLost }
        #expect(before.words == [])
        #expect(detection.wait(1).words == ["ended \(expected.rawValue)"])
    }

    @Test("OTC: what a peer of our router passes on (RFC 9234 section 5)") func onlyToCustomer() {
        var detector = RouteDetector(Scenario.configuration(), at: Scenario.start)
        let feed = detector.addFeed("border", silentAfter: 0, roles: [6939: .peer])
        var attributes = PathAttributes()
        attributes.asPath = ASPath([6939, 174, 3333])
        attributes.onlyToCustomer = 174
        let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 6939)
        let event = RouteEvent(
            time: Scenario.start, peer: peer, prefix: Scenario.prefix("193.0.0.0/16"), action: .announce(attributes))
        let changes = detector.receive(event, feed: feed)
        #expect(changes.words == ["raised route-leak"])
        #expect(changes.first?.alert.evidence.findings["otc"] == "otc-from-peer")
        #expect(changes.first?.alert.key.offender == 6939)
    }

    @Test("a mark for customers and peers that comes to an AS without providers (RFC 9234 section 5)") func mark() {
        var configuration = Scenario.configuration()
        configuration.transitFree = [2914]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [2914, 8708, 1299, 3333]).words == [])
        let changes = detection.announce("193.0.0.0/16", [2914, 8708, 1299, 3333], otc: 1299)
        #expect(changes.words == ["raised route-leak"])
        #expect(changes.first?.alert.key.offender == 8708)
        // Marked by the neighbour of the AS without providers itself: a peer of it.
        #expect(detection.announce("193.0.0.0/16", [2914, 1299, 3333], otc: 1299).words == ["dormant route-leak"])
    }

    @Test("a sub-prefix hijack that is also invalid is one alert, which says both") func mostSpecificClass() {
        var detection = Scenario(payloads: DetectionClassTests.payloads)
        let changes = detection.announce("193.0.128.0/17", [1299, 666])
        #expect(changes.words == ["raised sub-prefix-origin"])
        #expect(changes.first?.alert.evidence.findings["rpki"] == "invalid")
        #expect(changes.first?.alert.severity == .high)
        #expect(changes.first?.alert.evidence.roas.first?.trustAnchor == "ripe")
    }

    @Test("without configured upstreams, first tables say who our neighbours are") func learnedNeighbours() {
        var configuration = Scenario.configuration()
        configuration.upstreams = []
        configuration.peers = []
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
        #expect(detection.endOfTable().words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 1299, 3333]).words == [])
        #expect(detection.announce("193.0.0.0/16", [9002, 3333]).words == ["raised new-upstream"])
        // The first table of another peer shows that it is not new.
        #expect(detection.announce("193.0.0.0/16", [9002, 3333], by: 2).words == ["withdrawn new-upstream"])
        #expect(detection.announce("193.0.0.0/16", [666, 3333]).words == ["raised new-upstream"])
    }

    @Test("the route of a router in our own AS has no path, and is ours") func emptyPath() {
        var detector = RouteDetector(Scenario.configuration(), at: Scenario.start)
        let feed = detector.addFeed("border", silentAfter: 0)
        let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 3333)
        let event = RouteEvent(
            time: Scenario.start, peer: peer, prefix: Scenario.prefix("193.0.0.0/16"),
            action: .announce(PathAttributes()))
        #expect(detector.receive(event, feed: feed).words == [])
    }

    @Test("sessions of ours with collectors are not looked at") func excludedPeers() {
        var configuration = Scenario.configuration()
        configuration.excludedPeers = [.init(asn: Scenario.peer(1).asn), .init()]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [666]).words == [])
        #expect(detection.announce("193.0.0.0/16", [666], by: 2).words == ["raised exact-prefix-origin"])
        #expect(detection.detector.statistics.excluded == 1)
    }
}
