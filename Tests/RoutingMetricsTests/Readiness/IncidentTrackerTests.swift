import BGPMessages
import NumberResources
import Registries
import RoutingMetrics
import Testing
import ValidatedPayloads

private let hour: UInt32 = 3_600
private let day = 24 * hour

private func peer(_ asn: ASN) -> BGPPeer {
    BGPPeer(address: IPAddress(ipv4: 0x0a00_0000 + asn.rawValue), asn: asn)
}

private func announcement(_ seconds: UInt32, _ prefix: String, _ path: [ASN]) throws -> RouteEvent {
    var attributes = PathAttributes()
    attributes.asPath = ASPath(path)
    return RouteEvent(
        time: BGPTime(seconds: seconds), peer: peer(path[0]), prefix: try #require(IPPrefix(prefix)),
        action: .announce(attributes))
}

private func withdrawal(_ seconds: UInt32, _ prefix: String, _ asn: ASN) throws -> RouteEvent {
    RouteEvent(
        time: BGPTime(seconds: seconds), peer: peer(asn), prefix: try #require(IPPrefix(prefix)), action: .withdraw)
}

private func statistics(_ text: String) throws -> DelegatedStatistics {
    DelegatedStatistics([try DelegatedStatisticsReader().read(Array(text.utf8))])
}

private let registry = """
    2|afrinic|1|1|0|20260505|0
    afrinic|MU|ipv4|41.0.0.0|65536|20100101|allocated|A
    afrinic|MU|asn|100|1|20100101|allocated|A
    afrinic|KE|ipv4|41.1.0.0|65536|20100101|allocated|B
    afrinic|KE|asn|200|1|20100101|allocated|B
    afrinic|ZA|asn|300|1|20100101|allocated|C
    afrinic|ZA|asn|400|1|20100101|allocated|C
    afrinic|ZZ|ipv4|41.2.0.0|65536||available|
    afrinic|ZZ|ipv4|41.3.0.0|65536||reserved|
    afrinic|ZZ|asn|500|1||reserved|
    """

private func payloads() throws -> PayloadSet {
    let csv = """
        ASN,IP Prefix,Max Length,Trust Anchor
        AS100,41.0.0.0/16,24,afrinic
        AS200,41.1.0.0/16,16,afrinic
        """
    return try PayloadReader().read(Array(csv.utf8)).set
}

private func tracker(objects: String? = nil) throws -> IncidentTracker {
    let objects = try objects.map { RouteObjects([try RoutingRegistryReader().read(Array($0.utf8))]) }
    return IncidentTracker(
        check: OffenceCheck(
            payloads: try payloads(), delegated: try statistics(registry), objects: objects ?? RouteObjects()))
}

private func line(_ event: IncidentEvent) -> String {
    let kind = event.isAdministrative ? " administrative" : ""
    return
        "\(event.metric.rawValue) \(event.asn) \(event.start.seconds)-\(event.end.seconds)\(event.isOpen ? "+" : "")\(kind)"
}

@Suite("Incidents in routes") struct IncidentTrackerTests {
    @Test("An announcement of bogon addresses lasts until its withdrawal") func withdrawn() throws {
        var tracker = try tracker()
        tracker.add(try announcement(1_000, "41.2.1.0/24", [400, 300, 200]), isTable: false)
        tracker.add(try withdrawal(4_000, "41.2.1.0/24", 400), isTable: false)
        tracker.add(try announcement(9_000, "41.0.0.0/16", [400, 100]), isTable: false)
        tracker.endFile()
        #expect(tracker.events().map(line) == ["M3 AS200 1000-4000", "M3C AS300 1000-4000"])
        #expect(tracker.events()[1].other == 200)
    }

    @Test("At all peers together it lasts from the first to the last") func peers() throws {
        var tracker = try tracker()
        tracker.add(try announcement(1_000, "10.0.0.0/8", [300, 200]), isTable: false)
        tracker.add(try announcement(1_500, "10.0.0.0/8", [400, 200]), isTable: false)
        tracker.add(try withdrawal(2_000, "10.0.0.0/8", 300), isTable: false)
        tracker.add(try withdrawal(3_000, "10.0.0.0/8", 400), isTable: false)
        tracker.endFile()
        let incidents = RoutingIncident.merged(tracker.events().filter { $0.asn == 200 })
        #expect(incidents.map { [$0.start.seconds, $0.end.seconds] } == [[1_000, 3_000]])
    }

    @Test("It ends with another announcement that is in order, or with the session") func replaced() throws {
        var tracker = try tracker()
        tracker.add(try announcement(1_000, "41.0.1.0/24", [400, 300, 200]), isTable: false)
        tracker.add(try announcement(2_000, "41.0.1.0/24", [400, 300, 100]), isTable: false)
        tracker.add(try announcement(3_000, "41.0.2.0/24", [400, 300, 200]), isTable: false)
        tracker.endSession(peer(400), at: BGPTime(seconds: 3_500))
        tracker.add(try announcement(9_000, "41.0.0.0/16", [400, 100]), isTable: false)
        tracker.endFile()
        #expect(
            tracker.events().map(line) == [
                "M2 AS200 1000-2000", "M2 AS200 3000-3500", "M2C AS300 1000-2000", "M2C AS300 3000-3500",
            ])
    }

    @Test("What is there when the data end lasts as long as the peer is heard of, and is open") func open() throws {
        var tracker = try tracker()
        tracker.add(try announcement(1_000, "41.2.0.0/16", [300, 200]), isTable: false)
        tracker.add(try announcement(7_000, "41.0.0.0/16", [400, 100]), isTable: false)
        tracker.endFile()
        #expect(tracker.events().map(line) == ["M3 AS200 1000-7000+", "M3C AS300 1000-7000+"])
    }

    @Test("Two tables a day apart make one span, two days apart two moments") func tables() throws {
        var tracker = try tracker()
        for time in [0, day, 3 * day] {
            tracker.add(try announcement(time, "41.2.0.0/16", [300, 200]), isTable: true)
            tracker.endFile()
        }
        #expect(
            tracker.events().filter { $0.metric == .bogonPrefix }.map(line) == [
                "M3 AS200 0-86400+", "M3 AS200 259200-259200+",
            ])
    }

    @Test("Tables exactly a day and an hour apart make one span, a second more two", arguments: [(0, 1), (1, 2)])
    func gap(_ more: UInt32, _ spans: Int) throws {
        var tracker = try tracker()
        for time in [0, 25 * hour + more] {
            tracker.add(try announcement(time, "41.2.0.0/16", [300, 200]), isTable: true)
            tracker.endFile()
        }
        #expect(tracker.events().count { $0.metric == .bogonPrefix } == spans)
    }

    @Test("A table without the route ends it when the peer was last heard of") func missing() throws {
        var tracker = try tracker()
        tracker.add(try announcement(0, "41.2.0.0/16", [300, 200]), isTable: true)
        tracker.endFile()
        tracker.add(try announcement(hour, "41.0.0.0/16", [300, 100]), isTable: false)
        tracker.endFile()
        tracker.add(try announcement(8 * hour, "41.0.0.0/16", [300, 100]), isTable: true)
        tracker.endFile()
        #expect(tracker.events().map(line) == ["M3 AS200 0-3600", "M3C AS300 0-3600"])
    }

    @Test("Space that a registry holds back is an administrative bogon") func administrative() throws {
        var tracker = try tracker()
        tracker.add(try announcement(0, "41.3.0.0/24", [300, 200]), isTable: true)
        tracker.add(try announcement(0, "41.0.0.0/16", [300, 500, 100]), isTable: true)
        tracker.endFile()
        #expect(
            tracker.events().map(line) == [
                "M3 AS200 0-0+ administrative", "M3C AS300 0-0+ administrative", "M4 AS300 0-0+ administrative",
            ])
    }

    @Test("A bogon AS number counts for who had the route from there") func bogonASN() throws {
        var tracker = try tracker()
        tracker.add(try announcement(0, "41.0.0.0/16", [400, 300, 300, 64_512, 64_512, 100]), isTable: true)
        // The peer itself is bogon: nobody is known to have had the route from it.
        tracker.add(try announcement(0, "41.0.0.0/16", [65_000, 100]), isTable: true)
        tracker.endFile()
        let events = tracker.events()
        #expect(events.map(line) == ["M4 AS300 0-0+", "M4C AS400 0-0+"])
        #expect(events[0].other == 64_512)
        #expect(events[0].origin == 100)
    }

    @Test(
        "An invalid origin is no hijack where it may be the holder's own doing",
        arguments: [
            // The origin's own VRP allows no such length.
            ("41.1.1.0/24", [300, 200], nil, 0),
            // The AS of the VRP passes it on.
            ("41.0.1.0/24", [300, 100, 200], nil, 0),
            // Somebody has registered it.
            ("41.0.1.0/24", [300, 200], "route: 41.0.0.0/16\norigin: AS200\nsource: X\n", 0),
            ("41.0.1.0/24", [300, 200], "route: 41.0.0.0/16\norigin: AS300\nsource: X\n", 1),
            ("41.0.1.0/24", [300, 200], nil, 1), ("41.0.1.0/24", [200], nil, 1),
        ] as [(String, [ASN], String?, Int)])
    func hijacks(prefix: String, path: [ASN], objects: String?, count: Int) throws {
        var tracker = try tracker(objects: objects)
        tracker.add(try announcement(0, prefix, path), isTable: true)
        tracker.endFile()
        #expect(tracker.events().count { $0.metric == .hijack } == count)
    }

    @Test("AS numbers of one holder do not hijack each other") func oneHolder() throws {
        let statistics = try statistics(
            "afrinic|MU|ipv4|41.0.0.0|65536|20100101|allocated|A\nafrinic|MU|asn|200|1|20100101|allocated|A\n")
        var tracker = IncidentTracker(check: OffenceCheck(payloads: try payloads(), delegated: statistics))
        tracker.add(try announcement(0, "41.0.1.0/24", [300, 200]), isTable: true)
        tracker.endFile()
        #expect(tracker.events().isEmpty)
    }

    @Test("A path that ASPAs deny in any case is a leak of the one AS that can have done it") func leak() throws {
        let json = """
            {"metadata": {}, "roas": [], "aspas": [
              {"customer_asid": 100, "expires": 1, "providers": [200]},
              {"customer_asid": 200, "expires": 1, "providers": [0]},
              {"customer_asid": 400, "expires": 1, "providers": [0]},
              {"customer_asid": 300, "expires": 1, "providers": [200, 400]}]}
            """
        let payloads = try PayloadReader().read(Array(json.utf8)).set
        try #require(payloads.aspas.count == 4)
        var tracker = IncidentTracker(check: OffenceCheck(payloads: payloads, delegated: try statistics(registry)))
        tracker.add(try announcement(0, "41.0.0.0/16", [400, 300, 200, 100]), isTable: true)
        tracker.endFile()
        #expect(tracker.events().map(line) == ["M1 AS300 0-0+", "M1C AS400 0-0+"])
    }

    @Test("Who passes on what is invalid is counted by route, its origin not") func passedOn() throws {
        let period = ReadinessPeriod(BGPTime(seconds: 0), BGPTime(seconds: 100))
        var tracker = IncidentTracker(
            check: OffenceCheck(payloads: try payloads(), delegated: try statistics(registry)), period: period)
        tracker.add(try announcement(0, "41.0.1.0/24", [400, 300, 300, 200]), isTable: false)
        tracker.add(try announcement(1, "41.0.1.0/24", [300, 200]), isTable: false)
        tracker.add(try announcement(2, "41.0.2.0/24", [300, 200]), isTable: false)
        tracker.add(try announcement(3, "41.0.3.0/24", [300, 100]), isTable: false)
        tracker.add(try announcement(100, "41.0.4.0/24", [300, 200]), isTable: false)
        tracker.endFile()
        #expect(tracker.invalidRoutesPassedOn == [400: 1, 300: 2])
    }

    @Test("Dumps of the RIS whois are tables of a peer for each family") func whois() throws {
        var tracker = try tracker()
        for time in [0, day] {
            for (prefix, seconds) in [("41.2.0.0/16", time), ("2001:db8::/32", time + 60)] {
                var row = RISWhoisReader.Row(prefix: try #require(IPPrefix(prefix)), origin: 200, peers: 3)
                tracker.add(row: row, at: BGPTime(seconds: seconds))
                row.origin = 300
                tracker.add(row: row, at: BGPTime(seconds: seconds))
                tracker.endFile()
            }
        }
        let spans = tracker.events().map(line)
        #expect(
            spans == [
                "M3 AS200 0-86400+", "M3 AS200 60-86460+", "M3 AS300 0-86400+", "M3 AS300 60-86460+",
            ])
    }

    @Test("What does not fit the limits is counted") func limits() throws {
        var limits = IncidentTracker.Limits()
        limits.offences = 1
        var tracker = IncidentTracker(
            check: OffenceCheck(payloads: try payloads(), delegated: try statistics(registry)), limits: limits)
        tracker.add(try announcement(0, "10.0.0.0/16", [300, 200]), isTable: true)
        tracker.add(try announcement(0, "10.1.0.0/16", [300, 200]), isTable: true)
        tracker.endFile()
        #expect(tracker.events().count == 2)
        #expect(tracker.droppedCount == 1)
    }
}
