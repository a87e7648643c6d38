import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// Where a threshold or a limit of the detector is reached exactly.
@Suite("Detection: thresholds and limits to the last unit") struct DetectionBoundaryTests {
    private static let day = 86_400

    private static func after(_ seconds: Int64) -> BGPTime {
        BGPTime(microseconds: Scenario.start.microseconds + seconds * 1_000_000)
    }

    // MARK: Reopening

    @Test(
        "a withdrawn alert whose route stays is the same alert within a day, and another one later",
        arguments: [(day - 1, true), (day, true), (day + 1, false), (3 * day, false)])
    func withdrawnAndBack(_ seconds: Int, _ isSame: Bool) throws {
        let ours = Scenario.payloads([("193.0.0.0/16", 16, 3333)])
        var detection = Scenario(payloads: ours)
        let first = try #require(detection.announce("193.0.128.0/17", [1299, 666]).first).alert
        let authorising = Scenario.payloads([("193.0.0.0/16", 16, 3333), ("193.0.128.0/17", 17, 666)])
        #expect(detection.detector.update(payloads: authorising).words.contains("withdrawn sub-prefix-origin"))
        _ = detection.wait(seconds)
        let back = try #require(
            detection.detector.update(payloads: ours).first { $0.alert.key.alertClass == .subPrefixOrigin })
        #expect(back.kind == (isSame ? .reopened : .raised))
        #expect((back.alert.id == first.id) == isSame)
        #expect(back.alert.reopened == (isSame ? 1 : 0))
        #expect(back.alert.raised == (isSame ? first.raised : detection.now))
        #expect(back.alert.ended == nil)
        #expect(back.alert.reason == nil)
        #expect(!back.alert.isDowngraded)
        #expect(back.alert.severity == .high)
    }

    @Test("a second end and return is counted too; an alert that comes back has no end") func counted() {
        var detection = Scenario()
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        for count in 1...3 {
            _ = detection.withdraw("193.0.128.0/17")
            #expect(detection.wait(600).words == ["ended sub-prefix-origin"])
            #expect(detection.detector.alerts.first?.ended == detection.now)
            let back = detection.announce("193.0.128.0/17", [1299, 666])
            #expect(back.words == ["reopened sub-prefix-origin"])
            #expect(back.first?.alert.reopened == count)
            #expect(back.first?.alert.ended == nil)
        }
        #expect(detection.detector.alerts.count == 1)
    }

    @Test("coming back while dormant is no reopening") func resumed() {
        var detection = Scenario()
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        _ = detection.withdraw("193.0.128.0/17")
        _ = detection.wait(599)
        let back = detection.announce("193.0.128.0/17", [1299, 666])
        #expect(back.words == ["resumed sub-prefix-origin"])
        #expect(back.first?.alert.reopened == 0)
        // The time to its end begins again.
        _ = detection.withdraw("193.0.128.0/17")
        #expect(detection.wait(599).words.contains("ended sub-prefix-origin") == false)
        #expect(detection.wait(1).words.contains("ended sub-prefix-origin"))
    }

    // MARK: Eviction

    @Test(
        "at the limit the incident that ended first goes; the later one still reopens", arguments: [[0, 1], [1, 0]])
    func evicted(_ order: [Int]) {
        var limits = DetectionLimits()
        limits.incidents = 2
        var detection = Scenario(limits: limits)
        let prefixes = ["193.0.0.0/17", "2001:67c:1::/48"]
        for prefix in prefixes { _ = detection.announce(prefix, [1299, 666]) }
        for index in order {
            _ = detection.withdraw(prefixes[index])
            #expect(detection.wait(600).words == ["ended sub-prefix-origin"])
        }
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == ["raised exact-prefix-origin"])
        let kept = detection.detector.alerts.filter { $0.state == .ended }.map(\.key.subject)
        #expect(
            kept == [
                order[1] == 0 ? .prefix(Scenario.prefix("193.0.0.0/16")) : .prefix(Scenario.prefix("2001:67c::/32"))
            ])
        #expect(detection.announce(prefixes[order[1]], [1299, 666]).words == ["reopened sub-prefix-origin"])
        #expect(detection.detector.statistics.droppedIncidents == 0)
        // None has ended now: the one that has lasted for longer makes room.
        #expect(
            detection.announce(prefixes[order[0]], [1299, 666]).words == [
                "ended exact-prefix-origin", "raised too-many-alerts", "raised sub-prefix-origin",
            ])
        #expect(detection.detector.statistics.displacedIncidents == 1)
    }

    @Test("an alert that is dormant makes room before one that is active") func dormantFirst() {
        var limits = DetectionLimits()
        limits.incidents = 2
        var detection = Scenario(limits: limits)
        _ = detection.announce("193.0.0.0/17", [1299, 666])
        _ = detection.announce("2001:67c:1::/48", [1299, 666])
        _ = detection.withdraw("193.0.0.0/17")
        _ = detection.wait(599)
        let changes = detection.announce("193.0.0.0/16", [1299, 666])
        #expect(changes.words == ["ended sub-prefix-origin", "raised too-many-alerts", "raised exact-prefix-origin"])
        #expect(changes.first?.alert.key.subject == .prefix(Scenario.prefix("193.0.0.0/16")))
        #expect(detection.detector.statistics.displacedIncidents == 1)
    }

    // MARK: Trust anchors

    private static func anchored(_ count: Int) -> (Scenario, [(String, UInt8, ASN)]) {
        var configuration = Scenario.configuration()
        configuration.prefixes = (0..<count).map { .init(Scenario.prefix("193.\($0).0.0/16")) }
        let all = (0..<count).map { ("193.\($0).0.0/16", UInt8(16), ASN(3333)) }
        return (Scenario(configuration, payloads: Scenario.payloads(all)), all)
    }

    @Test(
        "half of our VRPs of an anchor, and three at least, is a malfunction",
        arguments: [
            (8, 4, true), (8, 3, false), (6, 3, true), (4, 2, false), (7, 4, true), (7, 3, false), (3, 3, true),
        ])
    func malfunction(_ count: Int, _ lost: Int, _ isMalfunction: Bool) {
        var (detection, all) = Self.anchored(count)
        let words = detection.detector.update(payloads: Scenario.payloads(Array(all.dropLast(lost)))).words
        let expected =
            isMalfunction ? ["raised trust-anchor-malfunction"] : Array(repeating: "raised roa-changed", count: lost)
        #expect(words == expected)
    }

    @Test("it is over when more than half are there again: half is not enough") func mended() {
        var (detection, all) = Self.anchored(8)
        #expect(
            detection.detector.update(payloads: Scenario.payloads(Array(all[..<3]))).words == [
                "raised trust-anchor-malfunction"
            ])
        #expect(detection.detector.update(payloads: Scenario.payloads(Array(all[..<4]))).words == [])
        let back = detection.detector.update(payloads: Scenario.payloads(Array(all[..<5]))).words
        #expect(back.contains("dormant trust-anchor-malfunction"))
        // What is lost all the same is a change of its own now.
        #expect(back.count { $0 == "raised roa-changed" } == 3)
    }

    @Test("each anchor is looked at for itself") func anchors() {
        var configuration = Scenario.configuration()
        configuration.prefixes = (0..<8).map { .init(Scenario.prefix("193.\($0).0.0/16")) }
        func set(_ first: Range<Int>, _ second: Range<Int>) -> PayloadSet {
            var builder = PayloadSetBuilder()
            for (anchor, range) in [("one", first), ("two", second)] {
                for number in range {
                    builder.add(
                        VRP(prefix: Scenario.prefix("193.\(number).0.0/16"), maxLength: 16, asn: 3333),
                        source: .object(.init(trustAnchor: anchor)))
                }
            }
            return builder.build()
        }
        var detection = Scenario(configuration, payloads: set(0..<4, 4..<8))
        let changes = detection.detector.update(payloads: set(0..<4, 4..<5))
        #expect(changes.words == ["raised trust-anchor-malfunction"])
        #expect(changes.first?.alert.key.subject == .trustAnchor("two"))
    }

    // MARK: Expiry

    @Test("a notice of 0 means never", arguments: [true, false]) func never(_ isNever: Bool) {
        var configuration = Scenario.configuration()
        if isNever {
            configuration.thresholds.roaExpiryNotice = 0
            configuration.thresholds.payloadExpiryNotice = 0
        }
        var builder = PayloadSetBuilder()
        let validity = PayloadValidity(notBefore: Scenario.start.date, notAfter: Self.after(8 * 86_400).date)
        builder.add(
            VRP(prefix: Scenario.prefix("193.0.0.0/16"), maxLength: 16, asn: 3333),
            source: .object(.init(trustAnchor: "ripe", validity: validity, expires: Self.after(9 * 86_400).date)))
        var detection = Scenario(configuration, payloads: builder.build())
        #expect(detection.wait(86_399).words == [])
        #expect(detection.wait(1).words == (isNever ? [] : ["raised roa-expiring"]))
        #expect(detection.wait(20 * 86_400).words.contains("raised roa-expiring") == false)
    }

    // MARK: Sessions and tables

    @Test("a table that never gets quiet is taken as complete after ten minutes") func tableWindow() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/17", [1299, 666])
        _ = detection.endOfTable()
        _ = detection.peerDown()
        _ = detection.peerUp()
        var words: [String] = []
        for _ in 0..<149 {
            words += detection.announce("8.8.8.0/24", [15_169]).words
            words += detection.wait(4).words
        }
        _ = detection.announce("8.8.8.0/24", [15_169])
        #expect(words == [])
        #expect(detection.wait(3).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
    }

    @Test("neighbours are learned from first tables for ten minutes, the last second included") func learning() {
        var configuration = Scenario.configuration()
        configuration.upstreams = []
        configuration.peers = []
        var detection = Scenario(configuration)
        _ = detection.wait(600)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333], by: 1).words == [])
        _ = detection.wait(1)
        #expect(detection.announce("193.0.0.0/16", [174, 3333], by: 2).words == ["raised new-upstream"])
        #expect(detection.detector.learnedNeighbours == [1299])
    }

    @Test("a loss of visibility is reported when it has lasted as long as the threshold says") func delay() {
        var configuration = Scenario.configuration()
        configuration.thresholds.visibilityDelay = 10
        var detection = Scenario(configuration)
        _ = detection.announce("193.0.0.0/16", [1299, 3333])
        _ = detection.endOfTable()
        _ = detection.withdraw("193.0.0.0/16")
        #expect(detection.wait(9).words == [])
        let raised = detection.wait(1)
        #expect(raised.words == ["raised visibility-lost"])
        // No peer has it any more.
        #expect(raised.first?.alert.severity == .critical)
        #expect(raised.first?.alert.evidence.ipv4?.peers == 0)
    }

    @Test("a share of 1 asks for every peer, a small one for any") func shares() {
        for (share, lost) in [(1.0, 1), (0.000_1, 4)] {
            var configuration = Scenario.configuration()
            configuration.thresholds.visibilityShare = share
            var detection = Scenario(configuration)
            for peer in 1...4 {
                _ = detection.announce("193.0.0.0/16", [1299, 3333], by: peer)
                _ = detection.endOfTable(peer)
            }
            var words: [String] = []
            for peer in 1..<lost {
                _ = detection.withdraw("193.0.0.0/16", by: peer)
                words += detection.wait(10).words
            }
            #expect(words == [])
            _ = detection.withdraw("193.0.0.0/16", by: lost)
            #expect(detection.wait(1).words == ["raised visibility-lost"])
        }
    }

    @Test("the time of a route counts when it is not more than a day off") func times() {
        var detection = Scenario()
        let dayAgo = Self.after(-86_400)
        _ = detection.announce("193.0.0.0/16", [1299, 666], at: dayAgo)
        #expect(detection.detector.alerts.first?.evidence.firstSeen == dayAgo)
        var other = Scenario()
        _ = other.announce("193.0.0.0/16", [1299, 666], at: Self.after(-86_401))
        #expect(other.detector.alerts.first?.evidence.firstSeen == other.now)
    }

    // MARK: Rooms

    @Test("more specifics of ours are followed up to their limit, and never keep out the prefix itself") func rightful()
    {
        var limits = DetectionLimits()
        limits.routesPerPeer = 3
        var detection = Scenario(limits: limits)
        for number in 0..<5 { _ = detection.announce("193.0.\(number).0/24", [1299, 3333]) }
        #expect(detection.detector.statistics.trackedRoutes == 3)
        #expect(detection.detector.statistics.untrackedRoutes == 2)
        _ = detection.announce("193.0.0.0/16", [1299, 3333])
        #expect(detection.detector.statistics.trackedRoutes == 4)
        // Each peer has a limit of its own.
        _ = detection.announce("193.0.0.0/24", [1299, 3333], by: 2)
        #expect(detection.detector.statistics.trackedRoutes == 5)
    }

    @Test("rightful routes take three quarters of the room, the rest is for incidents") func quarter() {
        var limits = DetectionLimits()
        limits.trackedRoutes = 8
        var detection = Scenario(limits: limits)
        for number in 0..<8 { _ = detection.announce("193.0.\(number).0/24", [1299, 3333]) }
        #expect(detection.detector.statistics.trackedRoutes == 6)
        for number in 0..<4 { _ = detection.announce("193.0.\(number).0/25", [1299, 666]) }
        #expect(detection.detector.statistics.trackedRoutes == 8)
        #expect(detection.detector.statistics.untrackedRoutes == 4)
    }

    @Test("an alert names as many paths and prefixes as the limit says") func samples() {
        var limits = DetectionLimits()
        limits.evidenceSamples = 4
        limits.evidencePeers = 3
        var detection = Scenario(limits: limits)
        for peer in 1...6 { _ = detection.announce("193.0.\(peer).0/24", [1299, 666], by: peer) }
        let evidence = detection.detector.alerts.first?.evidence
        #expect(evidence?.paths.count == 4)
        #expect(evidence?.prefixes.count == 4)
        #expect(evidence?.prefixCount == 6)
        #expect(evidence?.peers.count == 3)
        #expect(evidence?.peerCount == 6)
    }
}
