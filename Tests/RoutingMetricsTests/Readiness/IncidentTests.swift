import BGPMessages
import NumberResources
import RoutingMetrics
import Testing

private let minute: Int64 = 60_000_000
private let hour = 60 * minute

private func time(_ microseconds: Int64) -> BGPTime {
    BGPTime(microseconds: microseconds)
}

private func event(
    _ start: Int64, _ end: Int64, _ metric: IncidentMetric = .bogonPrefix, _ asn: ASN = 64_496
) -> IncidentEvent {
    IncidentEvent(metric: metric, asn: asn, start: time(start), end: time(end))
}

@Suite("Incidents") struct IncidentTests {
    @Test(
        "weigh 0.5 below 30 minutes, 1 below 24 hours, and 1 more for each further 24 hours",
        arguments: [
            (0, 0.5), (1, 0.5), (30 * minute - 1, 0.5), (30 * minute, 1), (13 * hour, 1), (24 * hour - 1, 1),
            (24 * hour, 2), (25 * hour, 2), (48 * hour - 1, 2), (48 * hour, 3), (72 * hour, 4), (31 * 24 * hour, 32),
        ] as [(Int64, Double)])
    func weights(duration: Int64, weight: Double) {
        #expect(RoutingIncident.weight(ofMicroseconds: duration) == weight)
    }

    @Test("are the Observatory's example: 29 minutes, 13 hours and 25 hours make 3.5") func example() {
        let events = [
            event(0, 20 * minute), event(15 * minute, 29 * minute),
            event(100 * hour, 106 * hour), event(105 * hour, 113 * hour), event(106 * hour, 107 * hour),
            event(200 * hour, 225 * hour),
        ]
        for order in [events, events.reversed()] {
            let incidents = RoutingIncident.merged(order)
            #expect(incidents.map(\.duration) == [29 * minute, 13 * hour, 25 * hour])
            #expect(incidents.map(\.events.count) == [2, 3, 1])
            #expect(incidents.reduce(0) { $0 + $1.weight } == 3.5)
        }
    }

    @Test("merge events that overlap or touch, of one network and metric only") func merging() {
        #expect(RoutingIncident.merged([event(0, 10), event(10, 20)]).map(\.duration) == [20])
        #expect(RoutingIncident.merged([event(0, 10), event(11, 20)]).count == 2)
        #expect(RoutingIncident.merged([event(0, 100), event(10, 20), event(90, 150)]).map(\.duration) == [150])
        #expect(RoutingIncident.merged([event(0, 10), event(5, 20, .hijack)]).count == 2)
        #expect(RoutingIncident.merged([event(0, 10), event(5, 20, .bogonPrefix, 1)]).count == 2)
        #expect(RoutingIncident.merged([]).isEmpty)
    }

    @Test("M1 to M4 come before what was passed on") func order() {
        #expect(
            IncidentMetric.allCases.sorted().map(\.rawValue) == ["M1", "M1C", "M2", "M2C", "M3", "M3C", "M4", "M4C"])
        #expect(IncidentMetric.hijack.passedOn == .passedOnHijack)
        #expect(IncidentMetric.passedOnHijack.isPassedOn)
        #expect(!IncidentMetric.hijack.isPassedOn)
    }
}

@Suite("What scores are made of") struct ReadinessPolicyTests {
    @Test(
        "The curve of the filtering score has the points that the Observatory publishes",
        arguments: [(0.0, 1.0), (0.5, 0.6), (1, 0.49), (2, 0.36)])
    func curve(raw: Double, score: Double) {
        #expect(abs(ReadinessPolicy().filteringScore(ofWeight: raw) - score) < 0.005)
    }

    @Test(
        "The RPKI score is the valid share less ten times the invalid share",
        arguments: [
            (10, 10, 0, 1.0), (10, 5, 0, 0.5), (10, 9, 1, -0.1), (100, 90, 1, 0.8), (1, 0, 1, -10), (4, 0, 0, 0),
            (200, 180, 2, 0.8),
        ])
    func rpki(routes: Int, valid: Int, invalid: Int, balance: Double) throws {
        var counts = RouteCounts()
        counts.routes = routes
        counts.valid = valid
        counts.invalid = invalid
        #expect(abs(try #require(ReadinessPolicy().rpkiBalance(of: counts)) - balance) < 1e-12)
    }

    @Test("Without routes there is no share") func none() {
        #expect(ReadinessPolicy().rpkiBalance(of: RouteCounts()) == nil)
        #expect(RouteCounts().registeredShare == nil)
        #expect(RouteCounts().coveredShare == nil)
    }

    @Test("A month is from its first second to the next month's") func months() throws {
        let march = try #require(ReadinessPeriod(month: "2019-03"))
        #expect(march.start.iso == "2019-03-01T00:00:00Z")
        #expect(march.end.iso == "2019-04-01T00:00:00Z")
        #expect(ReadinessPeriod(month: "2020-12")?.end.iso == "2021-01-01T00:00:00Z")
        for text in ["2019-13", "2019-00", "2019-3", "19-03", "2019", "2019-03-01", "", "x-y"] {
            #expect(ReadinessPeriod(month: text) == nil)
        }
    }
}
