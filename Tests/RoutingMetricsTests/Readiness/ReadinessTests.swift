import BGPMessages
import NumberResources
import Registries
import RoutingMetrics
import SecurityEvents
import Testing
import ValidatedPayloads

private func routes(_ pairs: [(String, ASN)]) throws -> AnnouncedRoutes {
    var routes = AnnouncedRoutes()
    for (prefix, origin) in pairs { routes.insert(try #require(IPPrefix(prefix)), origin: origin, peer: 0) }
    return routes
}

private func statistics() throws -> DelegatedStatistics {
    let text = """
        2|afrinic|1|1|0|20260505|0
        afrinic|MU|asn|100|2|20100101|allocated|A
        afrinic|KE|asn|200|1|20100101|allocated|B
        afrinic|ZZ|asn|300|5||available|
        """
    return DelegatedStatistics([try DelegatedStatisticsReader().read(Array(text.utf8))])
}

private func payloads() throws -> PayloadSet {
    let json = """
        {"metadata": {}, "roas": [
          {"asn": 100, "prefix": "10.0.0.0/16", "maxLength": 24, "ta": "x", "expires": 1},
          {"asn": 101, "prefix": "10.1.0.0/16", "maxLength": 16, "ta": "x", "expires": 1},
          {"asn": 200, "prefix": "2001:db8::/32", "maxLength": 48, "ta": "x", "expires": 1}
        ], "aspas": [{"customer_asid": 200, "expires": 1, "providers": [100]}]}
        """
    return try PayloadReader().read(Array(json.utf8)).set
}

private let announced: [(String, ASN)] = [
    // AS100: three valid, one not found.
    ("10.0.0.0/16", 100), ("10.0.0.0/24", 100), ("10.0.1.0/24", 100), ("192.0.2.0/24", 100),
    // AS101: nine not found, one invalid by its length.
    ("10.1.0.0/24", 101), ("11.0.0.0/24", 101), ("11.0.1.0/24", 101), ("11.0.2.0/24", 101), ("11.0.3.0/24", 101),
    ("11.0.4.0/24", 101), ("11.0.5.0/24", 101), ("11.0.6.0/24", 101), ("11.0.7.0/24", 101), ("11.0.8.0/24", 101),
    // AS200: valid; seen twice it is one route.
    ("2001:db8::/32", 200), ("2001:db8::/32", 200),
]

private let march = ReadinessPeriod(month: "2019-03")

private func event(_ metric: IncidentMetric, _ asn: ASN, from start: Int, hours: Int, administrative: Bool = false)
    -> IncidentEvent
{
    // 2019-03-01T00:00:00Z and so many hours.
    let first: Int64 = (1_551_398_400 + Int64(start) * 3_600) * 1_000_000
    return IncidentEvent(
        metric: metric, asn: asn, start: BGPTime(microseconds: first),
        end: BGPTime(microseconds: first + Int64(hours) * 3_600_000_000), isAdministrative: administrative)
}

private func readiness(
    _ events: [IncidentEvent] = [], irr: String? = nil, policy: ReadinessPolicy = ReadinessPolicy(),
    scope: ReadinessScope = .all
) throws -> Readiness {
    Readiness(
        routes: try routes(announced), events: events, payloads: try payloads(), delegated: try statistics(),
        registry: try irr.map { .init([try RoutingRegistryReader().read(Array($0.utf8))]) }, period: march,
        policy: policy, scope: scope)
}

@Suite("Readiness") struct ReadinessTests {
    @Test("Shares and scores of networks, by hand") func networks() throws {
        let networks = try readiness().networks
        #expect(networks.map(\.asn) == [100, 101, 200])
        #expect(networks.map(\.counts.routes) == [4, 10, 1])
        #expect(networks.map(\.counts.valid) == [3, 0, 1])
        #expect(networks.map(\.counts.invalid) == [0, 1, 0])
        #expect(networks.map(\.scores.rpki) == [0.75, 0, 1])
        // No registry: filtering and RPKI alone make the overall score.
        #expect(networks.map(\.scores.irr) == [nil, nil, nil])
        #expect(networks.map(\.scores.overall) == [0.875, 0.5, 1])
        #expect(networks.map(\.level) == [.ready, .lagging, .ready])
        #expect(networks.map(\.hasASPA) == [false, false, true])
        #expect(networks.map(\.economy) == [Economy("MU"), Economy("MU"), Economy("KE")])
    }

    @Test("Address space counts once: 2^16 and 2^8 addresses of AS100, of which VRPs cover 2^16") func space() throws {
        let networks = try readiness().networks
        #expect(networks[0].space.ipv4 == 65_536 + 256)
        #expect(networks[0].space.coveredIPv4 == 65_536)
        #expect(networks[1].space.ipv4 == 10 * 256)
        #expect(networks[1].space.coveredIPv4 == 256)
        #expect(networks[2].space.ipv6 == 1 << 32)
        #expect(networks[2].space.coveredIPv6Share == 1)
        let summary = try readiness().summary
        #expect(summary.space.ipv4 == 65_536 + 256 + 2_560)
    }

    @Test("Route objects of a less specific prefix count, unless the policy says exact") func irr() throws {
        let irr = """
            route: 10.0.0.0/16
            origin: AS100

            route: 11.0.0.0/16
            origin: AS999

            route6: 2001:db8::/32
            origin: AS200

            aut-num: AS100
            import: from AS1 accept ANY
            export: to AS1 announce AS100
            tech-c: X
            """
        var policy = ReadinessPolicy()
        let covering = try readiness(irr: irr, policy: policy).networks
        #expect(covering.map(\.counts.registered) == [3, 0, 1])
        #expect(covering.map(\.scores.irr) == [0.75, 0, 1])
        #expect(covering.map(\.hasPolicy) == [true, nil, nil])
        #expect(covering.map(\.hasContact) == [true, nil, nil])
        // (1 + 0.75 + 0.75) / 3
        #expect(abs(try #require(covering[0].scores.overall) - 2.5 / 3) < 1e-12)
        policy.acceptsCoveringRouteObjects = false
        #expect(try readiness(irr: irr, policy: policy).networks.map(\.counts.registered) == [1, 0, 1])
    }

    @Test("Weights by metric, and the filtering score of those that count") func filtering() throws {
        let events = [
            event(.bogonPrefix, 100, from: 0, hours: 1), event(.bogonPrefix, 100, from: 0, hours: 25),
            event(.hijack, 100, from: 3, hours: 0), event(.leak, 100, from: 5, hours: 100),
            event(.passedOnHijack, 101, from: 0, hours: 2),
            event(.bogonPrefix, 200, from: 0, hours: 50, administrative: true),
        ]
        let networks = try readiness(events).networks
        #expect(networks[0].weights == [.bogonPrefix: 2, .hijack: 0.5, .leak: 5])
        // 0.6 ^ sqrt(2 x 2.5): M1 is left out.
        #expect(abs(try #require(networks[0].scores.filtering) - 0.319_1) < 0.000_1)
        // 0.6 ^ sqrt(2 x 0.5 x 1)
        #expect(networks[1].scores.filtering == 0.6)
        #expect(networks[2].weights == [:])
        #expect(networks[2].scores.filtering == 1)
        #expect(networks[2].incidents.count == 1)

        var policy = ReadinessPolicy()
        policy.countsAdministrativeBogons = true
        policy.scoredMetrics.insert(.leak)
        policy.passedOnWeight = 1
        let others = try readiness(events, policy: policy).networks
        #expect(others[2].weights == [.bogonPrefix: 3])
        // 0.6 ^ sqrt(2 x 7.5), 0.6 ^ sqrt(2 x 1), 0.6 ^ sqrt(2 x 3)
        for (network, score) in zip(others, [0.138_3, 0.485_6, 0.286_1]) {
            #expect(abs(try #require(network.scores.filtering) - score) < 0.000_1)
        }
    }

    @Test("Only the part of an event that lies in the period counts") func clipping() throws {
        let events = [
            // Ten hours before March and one in it.
            event(.bogonPrefix, 100, from: -10, hours: 11), event(.bogonPrefix, 101, from: -10, hours: 9),
            event(.bogonPrefix, 101, from: -1, hours: 1),
            event(.bogonPrefix, 200, from: 31 * 24 - 1, hours: 1_000), event(.hijack, 200, from: 31 * 24, hours: 5),
        ]
        let networks = try readiness(events).networks
        #expect(networks[0].incidents.map(\.duration) == [3_600_000_000])
        #expect(networks[1].incidents.isEmpty)
        #expect(networks[2].incidents.map(\.metric) == [.bogonPrefix])
        #expect(networks[2].incidents.map(\.weight) == [1])
        #expect(networks[2].incidents[0].end.iso == "2019-04-01T00:00:00Z")
    }

    @Test("Economies, regions and all are sums, and means of scores") func groups() throws {
        let readiness = try readiness([event(.hijack, 100, from: 0, hours: 1), event(.hijack, 7, from: 0, hours: 1)])
        #expect(readiness.economies.map(\.id) == ["KE", "MU", "ZZ"])
        let mauritius = readiness.economies[1]
        #expect(mauritius.networkCount == 2)
        #expect(mauritius.delegatedASNCount == 2)
        #expect(mauritius.counts.routes == 14)
        #expect(mauritius.scores.rpki == 0.375)
        #expect(mauritius.incidentCounts == [.hijack: 1])
        #expect(mauritius.weights == [.hijack: 1])
        #expect(readiness.regions.map(\.id) == ["000", "014"])
        #expect(readiness.regions[1].networkCount == 3)
        #expect(readiness.regions[1].aspaShare == 1.0 / 3)
        #expect(readiness.summary.networkCount == 4)
        #expect(readiness.summary.delegatedASNCount == 3)
        // A network without routes has a filtering score only.
        #expect(readiness.networks[0].asn == 7)
        #expect(readiness.networks[0].scores.rpki == nil)
    }

    @Test("A scope keeps to its networks") func scopes() throws {
        #expect(try readiness(scope: .network(101)).networks.map(\.asn) == [101])
        #expect(try readiness(scope: .economy(Economy("KE")!)).networks.map(\.asn) == [200])
        #expect(try readiness(scope: .region(Region("014")!)).networks.map(\.asn) == [100, 101, 200])
        #expect(try readiness(scope: .region(Region("europe")!)).networks.isEmpty)
        #expect(try readiness(scope: .economy(Economy("FR")!)).summary.scores.overall == nil)
    }

    @Test("A route counts when enough peers have it") func peers() throws {
        var routes = AnnouncedRoutes(minimumPeers: 2)
        let prefix = try #require(IPPrefix("10.0.0.0/16"))
        routes.insert(prefix, origin: 100, peer: 1)
        routes.insert(prefix, origin: 100, peer: 1)
        routes.insert(prefix, origin: nil, peer: 1)
        #expect(routes.count == 0)
        routes.insert(prefix, origin: 100, peer: 2)
        #expect(routes.routes == [.init(prefix: prefix, origin: 100)])
        #expect(routes.withoutOriginCount == 1)
        routes.insert(try #require(IPPrefix("0.0.0.0/0")), origin: 100, seenBy: 5)
        #expect(routes.defaultRouteCount == 1)
        #expect(routes.count == 1)
        var few = AnnouncedRoutes(capacity: 1)
        few.insert(prefix, origin: 1, peer: 0)
        few.insert(prefix, origin: 2, peer: 0)
        few.insert(prefix, origin: 1, seenBy: 5)
        #expect(few.count == 1)
        #expect(few.droppedCount == 1)
    }
}

@Suite("Event files of scores") struct IncidentEventReaderTests {
    private func record(
        _ identifier: String, _ asn: ASN, prefix: String? = nil, from: Int64 = 0, to: Int64 = 1, reported: Int64 = 10,
        attributes: [String: String] = [:]
    ) -> SecurityEvent {
        var subjects = [EventSubject(.asn(asn), .source), EventSubject(.asn(999), .target)]
        if let prefix = prefix.flatMap({ IPPrefix($0) }) { subjects.append(EventSubject(.prefix(prefix), .target)) }
        return SecurityEvent(
            .misconfiguration, identifier: identifier, subjects: subjects, source: EventSource(name: "node"),
            observed: EventTime(microseconds: from * 3_600_000_000),
            lastObserved: EventTime(microseconds: to * 3_600_000_000),
            reported: EventTime(microseconds: reported * 3_600_000_000), attributes: attributes)
    }

    private func read(_ lines: [String]) throws -> IncidentEventReader.Events {
        var rest: [UInt8]? = Array(lines.joined(separator: "\n").utf8)
        return try IncidentEventReader().read {
            defer { rest = nil }
            return rest
        }
    }

    @Test(
        "The classes of detection are the Observatory's metrics",
        arguments: [
            ("sub-prefix-origin", "192.0.2.0/24", "M2"), ("squatting", nil, "M2"), ("route-leak", nil, "M1"),
            ("aspa-invalid", nil, "M1"), ("bogon", "10.0.0.0/8", "M3"), ("bogon", "8.8.8.0/24", "M4"),
            ("rpki-invalid", "8.8.8.0/24", nil), ("roa-expiring", nil, nil), ("something-else", nil, nil),
        ] as [(String, String?, String?)])
    func classes(identifier: String, prefix: String?, metric: String?) throws {
        let events = try read([record(identifier, 64_496, prefix: prefix).json()])
        #expect(events.rejectedCount == 0)
        let incidents = events.incidentEvents(delegated: DelegatedStatistics())
        #expect(incidents.map(\.metric.rawValue) == (metric.map { [$0] } ?? []))
        #expect(incidents.allSatisfy { $0.asn == 64_496 })
    }

    @Test("Of one event the last record counts, whatever the order; none that was withdrawn or validated") func latest()
        throws
    {
        let first = record("route-leak", 1, to: 1, reported: 1)
        let last = record("route-leak", 1, to: 30, reported: 30)
        let wrong = record("route-leak", 2, reported: 1)
        let allowed = record("exact-prefix-origin", 3, attributes: ["state": "active", "downgraded": "true"])
        let withdrawn = record("route-leak", 2, reported: 2, attributes: ["state": "withdrawn"])
        for lines in [[first, last, wrong, withdrawn, allowed], [allowed, withdrawn, last, first, wrong]] {
            let events = try read(lines.map { $0.json() } + ["", "{}", "x"])
            #expect(events.rejectedCount == 2)
            #expect(events.firstRejected?.line == 7)
            let incidents = RoutingIncident.merged(events.incidentEvents(delegated: DelegatedStatistics()))
            #expect(incidents.map(\.asn) == [1])
            #expect(incidents.map(\.weight) == [2])
        }
    }
}
