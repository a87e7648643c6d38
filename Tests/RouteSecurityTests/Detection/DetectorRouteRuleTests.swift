import BGPMessages
import NumberResources
import SecurityEvents
import Testing
import ValidatedPayloads

@testable import RouteSecurity

/// What the detector makes of routes, payloads and configuration.
@Suite("Detection: rules of routes, payloads and configuration") struct DetectorRouteRuleTests {
    private static func limited(_ change: (inout DetectionLimits) -> Void) -> Scenario {
        var limits = DetectionLimits()
        change(&limits)
        return Scenario(limits: limits)
    }

    private static func tracked(_ detection: Scenario) -> Int { detection.detector.statistics.trackedRoutes }

    // MARK: Routes

    @Test("the same route again is counted, and nothing else") func repeated() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/16", [1299, 666])
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == [])
        #expect(detection.detector.alerts.first?.evidence.announcements == 2)
        #expect(Self.tracked(detection) == 1)
        _ = detection.announce("193.0.0.0/17", [1299, 3333])
        #expect(detection.announce("193.0.0.0/17", [1299, 3333]).words == [])
        #expect(Self.tracked(detection) == 2)
    }

    @Test("routes through our AS to what is not ours are followed where it is the origin") func foreign() {
        var detection = Scenario()
        _ = detection.announce("9.9.9.0/24", [1299, 3333, 2121])
        #expect(Self.tracked(detection) == 0)
        _ = detection.announce("9.9.9.0/24", [1299, 3333])
        #expect(Self.tracked(detection) == 1)
        // One that does not concern us any more is followed no longer.
        _ = detection.announce("9.9.9.0/24", [1299, 15_169])
        #expect(Self.tracked(detection) == 0)
    }

    @Test("a route that becomes one of too many is followed no longer, whatever it was") func tooMany() {
        var hijacks = Self.limited { $0.incidentRoutesPerPeer = 1 }
        _ = hijacks.announce("193.0.1.0/24", [1299, 666])
        _ = hijacks.announce("193.0.2.0/24", [1299, 3333])
        #expect(Self.tracked(hijacks) == 2)
        _ = hijacks.announce("193.0.2.0/24", [1299, 666])
        #expect(Self.tracked(hijacks) == 1)
        var rightful = Self.limited { $0.routesPerPeer = 1 }
        _ = rightful.announce("193.0.1.0/24", [1299, 666])
        _ = rightful.announce("193.0.2.0/24", [1299, 3333])
        #expect(rightful.announce("193.0.1.0/24", [1299, 3333]).words == ["dormant sub-prefix-origin"])
        #expect(Self.tracked(rightful) == 1)
        // A rightful one that replaces a rightful one keeps its place.
        _ = rightful.announce("193.0.2.0/24", [174, 3333])
        #expect(Self.tracked(rightful) == 1)
        #expect(rightful.detector.statistics.untrackedRoutes == 1)
    }

    @Test("a route that cannot be followed is evidence, and holds its alert from the last time") func untracked() {
        var detection = Self.limited { $0.incidentRoutesPerPeer = 0 }
        #expect(detection.announce("193.0.1.0/24", [1299, 666]).words == ["raised sub-prefix-origin"])
        var evidence = detection.detector.alerts.first?.evidence
        #expect(evidence?.isTruncated == true)
        #expect(evidence?.announcements == 1 && evidence?.peerCount == 1 && evidence?.prefixCount == 1)
        _ = detection.wait(100)
        #expect(detection.announce("193.0.1.0/24", [1299, 666]).words == [])
        evidence = detection.detector.alerts.first?.evidence
        #expect(evidence?.announcements == 2)
        #expect(detection.wait(599).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
    }

    @Test("of a path as many AS numbers are kept as the limit says, from both ends") func shortened() {
        var detection = Self.limited { $0.pathLength = 8 }
        let padding = (0..<10).map { ASN(200_000 + UInt32($0)) }
        _ = detection.announce("193.0.0.0/16", padding + [666])
        let route = detection.detector.routes.routes(of: 0).first?.value
        let path = route.map { detection.detector.routes.attributes(of: $0).asPath.asns }
        #expect(path == [50_001, 200_000] + padding.suffix(5) + [666])
        var whole = Self.limited { $0.pathLength = 12 }
        _ = whole.announce("193.0.0.0/16", padding + [666])
        let all = whole.detector.routes.routes(of: 0).first?.value
        #expect(all.map { whole.detector.routes.attributes(of: $0).asPath.asns.count } == 12)
    }

    @Test("what else holds for a route is among the findings") func findings() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        let bogon = detection.announce("193.0.0.0/16", [1299, 64_512, 1299, 3333]).first?.alert
        #expect(bogon?.key.alertClass == .bogon)
        #expect(bogon?.evidence.findings == ["rpki": "valid", "aspa": "unknown", "bogon": "reserved-asn"])
    }

    @Test("what payloads make of a route is what its alert says next") func reassessed() {
        var detection = Scenario()
        let raised = detection.announce("193.0.0.0/17", [1299, 666]).first?.alert
        #expect(raised?.evidence.findings["rpki"] == "not-found" && raised?.severity == .critical)
        #expect(detection.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)])).words == [])
        let dormant = detection.withdraw("193.0.0.0/17").first?.alert
        #expect(dormant?.evidence.findings["rpki"] == "invalid" && dormant?.severity == .high)
    }

    @Test("as many ROAs are named as the limit says, each once") func roas() {
        let payloads = Scenario.payloads([
            ("193.0.0.0/16", 16, 3333), ("193.0.0.0/16", 17, 3333), ("193.0.0.0/16", 18, 3333),
        ])
        for (limit, count) in [(2, 2), (3, 3), (16, 3)] {
            var limits = DetectionLimits()
            limits.evidenceSamples = limit
            var detection = Scenario(payloads: payloads, limits: limits)
            let alert = detection.announce("193.0.0.0/24", [1299, 666]).first?.alert
            #expect(alert?.evidence.roas.count == count)
        }
    }

    // MARK: Payloads

    @Test("payloads that come after the start are the baseline") func laterBaseline() {
        let ours = Scenario.payloads([("193.0.0.0/16", 16, 3333), ("193.0.9.0/24", 24, 777)])
        var detection = Scenario()
        #expect(detection.detector.update(payloads: ours).words == [])
        #expect(detection.detector.update(payloads: Scenario.payloads([])).words == ["raised roa-changed"])
    }

    @Test("a ROA of another AS that is gone ends its alert") func strangerGone() {
        let ours = [("193.0.0.0/16", UInt8(16), ASN(3333))]
        var detection = Scenario(payloads: Scenario.payloads(ours))
        let strange = Scenario.payloads(ours + [("193.0.1.0/24", 24, 666)])
        #expect(detection.detector.update(payloads: strange).words == ["raised roa-changed"])
        #expect(detection.detector.update(payloads: strange).words == [])
        #expect(detection.detector.update(payloads: Scenario.payloads(ours)).words == ["dormant roa-changed"])
    }

    // MARK: Configuration

    @Test("an alert about a ROA is withdrawn with its prefix; what is no longer ours has no rows") func prefixGone() {
        let ours = [("193.0.0.0/16", UInt8(16), ASN(3333)), ("2001:67c::/32", 32, 3333)]
        var detection = Scenario(payloads: Scenario.payloads(ours))
        _ = detection.detector.update(payloads: Scenario.payloads(ours + [("193.0.1.0/24", 24, 666)]))
        var configuration = Scenario.configuration()
        configuration.prefixes.removeFirst()
        #expect(detection.detector.update(configuration: configuration).words == ["withdrawn roa-changed"])
        #expect(detection.detector.baseline.payloads.rows.map(\.prefix) == [Scenario.prefix("2001:67c::/32")])
    }

    @Test("a prefix that becomes ours has the ROAs that there are as its baseline") func prefixNew() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 24, 3333)]))
        var configuration = Scenario.configuration()
        configuration.prefixes.append(.init(Scenario.prefix("193.0.1.0/24")))
        #expect(detection.detector.update(configuration: configuration).words == [])
        let lost = detection.detector.update(payloads: Scenario.payloads([]))
        #expect(lost.words == ["raised roa-changed", "raised roa-changed"])
    }

    @Test("a longer notice shows what is about to expire already") func notice() {
        let expires = BGPTime(microseconds: Scenario.start.microseconds + 7_200_000_000)
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)], expires: expires))
        var configuration = Scenario.configuration()
        configuration.thresholds.payloadExpiryNotice = 7_200
        #expect(detection.detector.update(configuration: configuration).words == ["raised roa-expiring"])
    }

    @Test("a peer that is excluded later is not looked at, and is again when it is not") func excludedLater() {
        var detection = Scenario()
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == ["raised exact-prefix-origin"])
        var configuration = Scenario.configuration()
        configuration.excludedPeers = [.init(asn: Scenario.peer(1).asn)]
        #expect(detection.detector.update(configuration: configuration).words == ["withdrawn exact-prefix-origin"])
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == [])
        #expect(detection.detector.statistics.excluded == 1)
        #expect(detection.detector.update(configuration: Scenario.configuration()).words == [])
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == ["raised sub-prefix-origin"])
    }

    @Test("an alert that was withdrawn while an update waited is forgotten a day later") func forgotten() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/17", [1299, 666], by: 1)
        _ = detection.announce("193.0.0.0/17", [1299, 666], by: 2)
        var configuration = Scenario.configuration()
        configuration.prefixes.removeFirst()
        #expect(detection.detector.update(configuration: configuration).words == ["withdrawn sub-prefix-origin"])
        _ = detection.wait(86_400)
        #expect(detection.detector.alerts.count == 1)
        _ = detection.wait(1)
        #expect(detection.detector.alerts.isEmpty)
    }
}
