import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

@Suite("Detection: payloads") struct DetectionPayloadTests {
    private static func after(_ seconds: Int64) -> BGPTime {
        BGPTime(microseconds: Scenario.start.microseconds + seconds * 1_000_000)
    }

    @Test("the first payloads are the baseline; a ROA that goes is told until it is back") func lostROA() {
        let payloads = Scenario.payloads([("193.0.0.0/16", 16, 3333), ("8.8.8.0/24", 24, 15_169)])
        var detection = Scenario(payloads: payloads)
        let lost = detection.detector.update(payloads: Scenario.payloads([("8.8.8.0/24", 24, 15_169)]))
        #expect(lost.words == ["raised roa-changed"])
        #expect(lost.first?.alert.key.offender == 3333)
        #expect(lost.first?.alert.severity == .high)
        #expect(lost.first?.alert.actions.first?.kind == .createROA)
        #expect(lost.first?.alert.actions.first?.maxLength == 16)
        #expect(detection.detector.update(payloads: payloads).words == ["dormant roa-changed"])
    }

    @Test("a new ROA for an AS that is not configured, within our space") func strangeROA() {
        let known = [("193.0.0.0/16", UInt8(16), ASN(3333)), ("193.0.200.0/24", 24, 777)]
        var detection = Scenario(payloads: Scenario.payloads(known))
        let changes = detection.detector.update(payloads: Scenario.payloads(known + [("193.0.1.0/24", 24, 666)]))
        #expect(changes.words == ["raised roa-changed"])
        #expect(
            changes.first?.alert.key == AlertKey(.roaChanged, of: .prefix(Scenario.prefix("193.0.0.0/16")), by: 666))
        var configuration = Scenario.configuration()
        configuration.prefixes[0].origins = [3333, 666]
        #expect(detection.detector.update(configuration: configuration).words == ["withdrawn roa-changed"])
        #expect(detection.detector.update(payloads: Scenario.payloads(known)).words == [])
    }

    @Test("a change of others' payloads changes nothing") func otherROAs() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333), ("8.8.8.0/24", 24, 15_169)]))
        _ = detection.announce("193.0.0.0/16", [1299, 3333])
        #expect(detection.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)])).words == [])
    }

    @Test("the last VRP is about to expire; a renewed one ends the alert") func expiring() {
        let expires = DetectionPayloadTests.after(7_200)
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)], expires: expires))
        #expect(detection.wait(3_599).words == [])
        let changes = detection.wait(1)
        #expect(changes.words == ["raised roa-expiring"])
        #expect(changes.first?.alert.actions.first?.kind == .renewROA)
        let renewed = Scenario.payloads([("193.0.0.0/16", 16, 3333)], expires: DetectionPayloadTests.after(90_000))
        #expect(detection.detector.update(payloads: renewed).words == ["dormant roa-expiring"])
    }

    @Test("a certificate that ends within a week, unless another ROA is there") func expiringCertificate() {
        func payloads(_ isAlone: Bool) -> PayloadSet {
            var builder = PayloadSetBuilder()
            let validity = PayloadValidity(
                notBefore: Scenario.start.date, notAfter: DetectionPayloadTests.after(8 * 86_400).date)
            let prefix = Scenario.prefix("193.0.0.0/16")
            builder.add(
                VRP(prefix: prefix, maxLength: 16, asn: 3333),
                source: .object(.init(trustAnchor: "ripe", uri: "rsync://example.net/a.roa", validity: validity)))
            if !isAlone {
                builder.add(
                    VRP(prefix: prefix, maxLength: 18, asn: 3333),
                    source: .object(.init(trustAnchor: "ripe", uri: "rsync://example.net/b.roa")))
            }
            return builder.build()
        }
        var alone = Scenario(payloads: payloads(true))
        let changes = alone.wait(86_400)
        #expect(changes.words == ["raised roa-expiring"])
        #expect(changes.first?.alert.evidence.roas.first?.source == "rsync://example.net/a.roa")
        #expect(changes.first?.alert.evidence.roas.first?.notBefore == Scenario.start.seconds)
        var both = Scenario(payloads: payloads(false))
        #expect(both.wait(86_400).words == [])
    }

    @Test("many own VRPs of one trust anchor vanish at once: one alert, of the anchor") func trustAnchor() {
        var configuration = Scenario.configuration()
        configuration.prefixes = (0..<8).map { .init(Scenario.prefix("193.\($0).0.0/16")) }
        let all = (0..<8).map { ("193.\($0).0.0/16", UInt8(16), ASN(3333)) }
        var detection = Scenario(configuration, payloads: Scenario.payloads(all))
        let changes = detection.detector.update(payloads: Scenario.payloads(Array(all[..<2])))
        #expect(changes.words == ["raised trust-anchor-malfunction"])
        #expect(changes.first?.alert.key.subject == .trustAnchor("ripe"))
        #expect(detection.detector.update(payloads: Scenario.payloads(Array(all[..<3]))).words == [])
        // All but one are back: that one is a change of its own.
        let back = detection.detector.update(payloads: Scenario.payloads(Array(all[..<7])))
        #expect(back.words.sorted() == ["dormant trust-anchor-malfunction", "raised roa-changed"])
    }

    @Test("configuration: what becomes rightful withdraws the alert, what is no longer ours too") func configuration() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/16", [1299, 666])
        _ = detection.announce("2001:67c:1::/48", [1299, 666])
        var configuration = Scenario.configuration()
        configuration.prefixes = [.init(Scenario.prefix("193.0.0.0/16"), origins: [3333, 666])]
        let changes = detection.detector.update(configuration: configuration)
        #expect(changes.words.sorted() == ["withdrawn exact-prefix-origin", "withdrawn sub-prefix-origin"])
        #expect(detection.detector.statistics.trackedRoutes == 1)
    }

    @Test("what follows from a change comes in the order of prefixes, whatever order the routes came in") func order() {
        var configuration = Scenario.configuration()
        let prefixes = (0..<24).map { Scenario.prefix("193.\($0).0.0/16") }
        configuration.prefixes = prefixes.map { .init($0) }
        var detection = Scenario(configuration)
        for prefix in prefixes.shuffled() { _ = detection.announce(prefix.description, [1299, 3333]) }
        let all = prefixes.map { ($0.description, UInt8(16), ASN(64_500)) }
        let raised = detection.detector.update(payloads: Scenario.payloads(all))
        #expect(raised.map(\.kind) == prefixes.map { _ in .raised })
        #expect(raised.map(\.alert.key.subject) == prefixes.map(AlertSubject.prefix))
        configuration.prefixes = []
        let withdrawn = detection.detector.update(configuration: configuration)
        #expect(withdrawn.prefix(24).map(\.alert.key.subject) == prefixes.map(AlertSubject.prefix))
    }
}
