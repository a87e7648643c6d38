import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// What the configuration does not name.
@Suite("Detection: what is not configured") struct UnexpectedTests {
    private static let all: Set<AlertClass> = [
        .newPrefix, .notOurs, .newDownstream, .superPrefixOrigin, .roaMissing, .roaUnused,
    ]

    /// A first table has been there, with our prefixes and what `table` announces.
    private static func scenario(
        _ checks: Set<AlertClass> = all, payloads: PayloadSet? = nil, open: Bool = false,
        _ table: (inout Scenario) -> Void = { _ in }
    ) -> Scenario {
        var configuration = Scenario.configuration()
        configuration.checks = checks
        configuration.peering = open ? .open : nil
        configuration.thresholds.roaUnusedAfter = 86_400
        var detection = Scenario(configuration, payloads: payloads)
        for peer in 1...3 { _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        table(&detection)
        _ = detection.wait(10)
        return detection
    }

    @Test("a part of ours that our AS announces, or seems to") func newPrefix() {
        var detection = Self.scenario { _ = $0.announce("193.0.9.0/24", [1299, 3333]) }
        #expect(detection.announce("193.0.9.0/24", [1299, 3333], by: 2).words == [])
        let changes = detection.announce("193.0.4.0/24", [1299, 3333])
        #expect(changes.words == ["raised new-prefix"])
        #expect(changes.first?.alert.severity == .medium)
        #expect(changes.first?.alert.actions.first?.text.contains("\"193.0.4.0/24: [AS3333]\"") == true)
        var off = Self.scenario([])
        #expect(off.announce("193.0.4.0/24", [1299, 3333]).words == [])
        var valid = Self.scenario(payloads: Scenario.payloads([("193.0.0.0/16", 24, 3333)]))
        #expect(valid.announce("193.0.4.0/24", [1299, 3333]).words == [])
    }

    @Test("what our AS announces and no prefix of ours covers") func notOurs() {
        var detection = Self.scenario { _ = $0.announce("9.1.0.0/16", [1299, 3333]) }
        #expect(detection.announce("9.1.0.0/16", [1299, 3333], by: 2).words == [])
        #expect(detection.announce("9.9.0.0/16", [1299, 3333]).words == ["raised not-ours"])
        #expect(detection.announce("9.10.0.0/16", [1299, 3333]).words == [])
        var off = Self.scenario([.newPrefix])
        #expect(off.announce("9.9.0.0/16", [1299, 3333]).words == [])
    }

    @Test("a network behind ours that is not a customer") func newDownstream() {
        var detection = Self.scenario { _ = $0.announce("9.1.0.0/16", [1299, 3333, 700]) }
        #expect(detection.announce("9.1.0.0/16", [1299, 3333, 700], by: 2).words == [])
        #expect(detection.announce("9.2.0.0/16", [1299, 3333, 2121]).words == [])
        let changes = detection.announce("9.3.0.0/16", [1299, 3333, 701, 702])
        #expect(changes.words == ["raised new-downstream"])
        #expect(changes.first?.alert.severity == .low)
        #expect(changes.first?.alert.actions.first?.text.contains("customers: [AS2121, AS701]") == true)
        var off = Self.scenario([.notOurs])
        #expect(off.announce("9.3.0.0/16", [1299, 3333, 701]).words == [])
    }

    @Test("a prefix around ours by another network, and worse when ours is gone") func superPrefix() {
        var detection = Self.scenario { _ = $0.announce("192.0.0.0/8", [1299, 7]) }
        #expect(detection.announce("192.0.0.0/8", [1299, 7], by: 2).words == [])
        #expect(detection.announce("193.0.0.0/12", [174], by: 2).words == [])
        let changes = detection.announce("193.0.0.0/12", [1299, 666])
        #expect(changes.words == ["raised super-prefix-origin"])
        #expect(changes.first?.alert.severity == .medium)
        for peer in 1...3 { _ = detection.withdraw("193.0.0.0/16", by: peer) }
        _ = detection.wait(70)
        let later = detection.announce("193.0.0.0/13", [1299, 666]) + detection.wait(61)
        #expect(later.first { $0.alert.key.alertClass == .superPrefixOrigin }?.alert.severity == .high)
        var valid = Self.scenario(payloads: Scenario.payloads([("193.0.0.0/12", 12, 666), ("193.0.0.0/16", 16, 3333)]))
        #expect(valid.announce("193.0.0.0/12", [1299, 666]).words == [])
        var off = Self.scenario([.newPrefix])
        #expect(off.announce("193.0.0.0/12", [1299, 666]).words == [])
    }

    @Test("a prefix of ours without a ROA, where there are payloads") func roaMissing() {
        let none = Self.scenario()
        #expect(none.detector.alerts.isEmpty)
        var detection = Self.scenario(payloads: Scenario.payloads([]))
        #expect(detection.detector.alerts.map(\.key.alertClass) == [.roaMissing])
        #expect(detection.detector.alerts.first?.severity == .low)
        #expect(detection.detector.alerts.first?.actions.map(\.kind) == [.createROA])
        let changes = detection.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(changes.words == ["dormant roa-missing"])
        let off = Self.scenario([], payloads: Scenario.payloads([]))
        #expect(off.detector.alerts.isEmpty)
    }

    @Test("a ROA for what has not been announced for long") func roaUnused() {
        let rows: [(String, UInt8, ASN)] = [("193.0.0.0/16", 16, 3333), ("193.0.8.0/24", 24, 3333)]
        var detection = Self.scenario(payloads: Scenario.payloads(rows))
        #expect(detection.wait(80_000).words == [])
        #expect(detection.wait(10_000).words == ["raised roa-unused"])
        #expect(detection.announce("193.0.8.0/24", [1299, 3333]).words == [])
        #expect(detection.wait(3_601).words == ["dormant roa-unused"])
        // Files: the time before the first route is none.
        var configuration = Scenario.configuration()
        configuration.checks = Self.all
        var files = RouteDetector(
            configuration, payloads: Scenario.payloads([("193.0.8.0/24", 24, 3333)]), at: BGPTime(microseconds: 0),
            clock: .routes)
        let feed = files.addFeed("files", silentAfter: 0)
        let event = RouteEvent(
            time: Scenario.start, peer: Scenario.peer(1), prefix: Scenario.prefix("9.9.9.0/24"), action: .withdraw)
        #expect(files.receive(event, feed: feed).words == [])
        var used = Self.scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(used.wait(200_000).words == [])
        var off = Self.scenario([], payloads: Scenario.payloads(rows))
        #expect(off.wait(200_000).words == [])
    }

    @Test("a path with a network that is forbidden there, or with none that is required") func policy() {
        var configuration = Scenario.configuration()
        configuration.forbiddenInPath = [4134]
        configuration.requiredInPath = [1299, 174]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
        let forbidden = detection.announce("193.0.0.0/16", [4134, 1299, 3333], by: 2)
        #expect(forbidden.words == ["raised path-policy"])
        #expect(forbidden.first?.alert.key.offender == 4134)
        let missing = detection.announce("193.0.0.0/16", [6939, 3333], by: 3)
        #expect(missing.words == ["raised path-policy"])
        #expect(missing.first?.alert.key.offender == 6939)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: 2).words == ["dormant path-policy"])
    }

    @Test("a path that a forbidden pattern describes, or with none that a required one does") func policyPatterns()
        throws
    {
        var configuration = Scenario.configuration()
        configuration.forbiddenInPath = [try HopPattern(parsing: "9002 1299"), try HopPattern(parsing: "174 * 1299")]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
        #expect(detection.announce("193.0.0.0/16", [9002, 174, 3333], by: 2).words == [])
        let raised = detection.announce("193.0.0.0/16", [5, 9002, 1299, 3333], by: 2)
        #expect(raised.words == ["raised path-policy"])
        #expect(raised.first?.alert.key.offender == 9002)
        #expect(raised.first?.alert.summary.contains("\"AS9002 AS1299\"") == true)
        #expect(raised.first?.alert.evidence.findings["rule"] == "forbidden-in-path: AS9002 AS1299")
        // A pattern of which nothing but ours is in the path by number: our neighbour is asked.
        configuration.forbiddenInPath = [try HopPattern(parsing: "^ . . . . 3333 $")]
        configuration.requiredInPath = [try HopPattern(parsing: "1299 3333 $")]
        var other = Scenario(configuration)
        #expect(other.announce("193.0.0.0/16", [5, 1299, 3333]).words == [])
        let long = other.announce("193.0.0.0/16", [7, 6, 1299, 3333], by: 2)
        #expect(long.words == ["raised path-policy"] && long.first?.alert.key.offender == 1299)
        let missing = other.announce("193.0.0.0/16", [174, 3333], by: 3)
        #expect(missing.words == ["raised path-policy"] && missing.first?.alert.key.offender == 174)
        #expect(missing.first?.alert.summary.contains("watch.required-in-path") == true)
    }

    @Test("a prefix that no peer has by an upstream any more, though by others") func upstreamLost() {
        func scenario(_ checks: Set<AlertClass> = [.upstreamLost]) -> Scenario {
            var detection = Self.scenario(checks)
            for peer in 4...6 { _ = detection.announce("193.0.0.0/16", [174, 3333], by: peer) }
            _ = detection.wait(70)
            return detection
        }
        var detection = scenario()
        for peer in 4...6 { #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: peer).words == []) }
        let changes = detection.wait(60)
        #expect(changes.words == ["raised upstream-lost"])
        #expect(changes.first?.alert.key.offender == 174)
        #expect(changes.first?.alert.severity == .low)
        _ = detection.announce("193.0.0.0/16", [174, 3333], by: 5)
        #expect(detection.wait(60).words == ["dormant upstream-lost"])
        // The same where they withdraw it, and others still have it by another way.
        var withdrawn = scenario()
        for peer in 4...6 { _ = withdrawn.withdraw("193.0.0.0/16", by: peer) }
        #expect(withdrawn.wait(60).words == ["raised upstream-lost"])
        // Peers that go say nothing of the upstream.
        var gone = scenario()
        for peer in 4...6 { _ = gone.peerDown(peer) }
        #expect(gone.wait(600).words == [])
        var off = scenario([])
        for peer in 4...6 { _ = off.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        #expect(off.wait(120).words == [])
    }

    @Test("an unknown neighbour: the line that makes it known comes first") func neighbour() {
        var detection = Self.scenario()
        let actions = detection.announce("193.0.0.0/16", [61_138, 3333], by: 4).first?.alert.actions
        #expect(actions?.first?.kind == .configure)
        #expect(actions?.first?.text.contains("\"upstreams: [AS1299, AS174, AS61138]\"") == true)
        #expect(actions?.first?.text.contains("\"peers: [AS6939, AS61138]\"") == true)
        var open = Self.scenario(open: true)
        _ = open.announce("193.0.0.0/16", [1299, 3333], by: 5)
        let changes = open.announce("193.0.0.0/16", [61_138, 3333], by: 4)
        #expect(changes.words == ["raised exact-prefix-first-hop"])
        #expect(changes.first?.alert.severity == .low)
    }

    @Test("what was usual before a restart is usual after it") func restart() {
        let before = Self.scenario {
            _ = $0.announce("193.0.9.0/24", [1299, 3333])
            _ = $0.announce("193.0.0.0/12", [1299, 7])
            _ = $0.announce("9.1.0.0/16", [1299, 3333, 700])
        }
        var configuration = Scenario.configuration()
        configuration.checks = Self.all
        var after = Scenario(configuration, continuing: before.detector.snapshot, at: before.now.adding(3_600))
        _ = after.announce("193.0.0.0/16", [1299, 3333])
        _ = after.wait(700)
        #expect(after.announce("193.0.9.0/24", [1299, 3333]).words == [])
        #expect(after.announce("193.0.0.0/12", [1299, 7]).words == [])
        #expect(after.announce("9.1.0.0/16", [1299, 3333, 700]).words == [])
        #expect(after.announce("193.0.10.0/24", [1299, 3333]).words == ["raised new-prefix"])
    }
}

extension BGPTime {
    fileprivate func adding(_ seconds: Int) -> BGPTime {
        BGPTime(microseconds: microseconds + Int64(seconds) * 1_000_000)
    }
}
