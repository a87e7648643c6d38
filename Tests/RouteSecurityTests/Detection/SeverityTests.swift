import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// How bad an alert is, class by class.
@Suite("Detection: severity") struct DetectionSeverityTests {
    @Test(
        "a forged more specific is critical where it is carried: up to /24 and /48",
        arguments: [
            ("193.0.0.0/17", EventSeverity.critical), ("193.0.6.0/23", .critical), ("193.0.6.0/24", .critical),
            ("193.0.6.0/25", .medium), ("193.0.6.1/32", .medium), ("2001:67c:2::/47", .critical),
            ("2001:67c:1::/48", .critical), ("2001:67c:1::/49", .medium),
        ])
    func carried(_ prefix: String, _ severity: EventSeverity) {
        var detection = Scenario()
        let changes = detection.announce(prefix, [1299, 666])
        #expect(changes.words == ["raised sub-prefix-origin"])
        #expect(changes.first?.alert.severity == severity)
    }

    @Test("one carried prefix among those that are not is enough") func mixed() {
        var detection = Scenario()
        #expect(detection.announce("193.0.6.0/25", [1299, 666]).first?.alert.severity == .medium)
        _ = detection.announce("193.0.6.0/24", [1299, 666])
        #expect(detection.wait(60).first?.alert.severity == .critical)
    }

    @Test("a /24 that the ROAs make invalid is not taken by those who validate: high") func invalid() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(detection.announce("193.0.6.0/24", [1299, 666]).first?.alert.severity == .high)
        // Where it is not carried anyway, it is no worse.
        var long = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(long.announce("193.0.6.0/25", [1299, 666]).first?.alert.severity == .medium)
    }

    @Test(
        "each other class has its own",
        arguments: [
            ("193.0.0.0/16", [1299, 666], AlertClass.exactPrefixOrigin, EventSeverity.high),
            ("193.0.0.0/16", [1299, 666, 3333], .exactPrefixFirstHop, .high),
            ("193.0.6.0/24", [1299, 666, 3333], .subPrefixFirstHop, .high),
            ("193.0.0.0/16", [666, 174, 3333], .exactPrefixPath, .medium),
            ("193.0.6.0/24", [666, 174, 3333], .subPrefixPath, .medium),
            ("193.5.1.0/24", [1299, 666], .squatting, .high),
            ("193.0.0.0/16", [174, 2121, 3333], .routeLeak, .high),
            ("10.1.0.0/16", [1299, 3333], .bogon, .medium),
        ] as [(String, [ASN], AlertClass, EventSeverity)])
    func classes(_ prefix: String, _ path: [ASN], _ alertClass: AlertClass, _ severity: EventSeverity) {
        var configuration = Scenario.configuration()
        configuration.prefixes.append(.init(Scenario.prefix("193.5.0.0/16"), origins: []))
        configuration.links = [174: [1299, 2121]]
        var detection = Scenario(configuration)
        let changes = detection.announce(prefix, path)
        #expect(changes.words == ["raised \(alertClass.rawValue)"])
        #expect(changes.first?.alert.severity == severity)
    }

    @Test("a route of ours that the ROAs deny is high for the prefix itself, medium for a more specific") func denied()
    {
        let payloads = Scenario.payloads([("193.0.0.0/16", 20, 64_000), ("2001:67c::/32", 32, 3333)])
        var detection = Scenario(payloads: payloads)
        let exact = detection.announce("193.0.0.0/16", [1299, 3333])
        #expect(exact.words == ["raised rpki-invalid"])
        #expect(exact.first?.alert.severity == .high)
        let longer = detection.announce("2001:67c:1::/48", [1299, 3333])
        #expect(longer.words == ["raised more-specific-than-roa"])
        #expect(longer.first?.alert.severity == .medium)
    }

    @Test("a ROA of ours that is gone is high, one of another AS medium") func roas() {
        let ours = [("193.0.0.0/16", UInt8(16), ASN(3333))]
        var detection = Scenario(payloads: Scenario.payloads(ours))
        let strange = detection.detector.update(payloads: Scenario.payloads(ours + [("193.0.1.0/24", 24, 666)]))
        #expect(strange.words == ["raised roa-changed"])
        #expect(strange.first?.alert.severity == .medium)
        let gone = detection.detector.update(payloads: Scenario.payloads([("193.0.1.0/24", 24, 666)]))
        #expect(gone.first { $0.kind == .raised }?.alert.severity == .high)
    }
}
