import BGPMessages
import NumberResources
import SecurityEvents
import Testing
import ValidatedPayloads

@testable import RouteSecurity

/// What of an alert other programs get as an event.
@Suite("Detection: alerts as events") struct AlertEventTests {
    private static let source = EventSource(name: "node", reliability: .usually, credibility: .probablyTrue)

    @Test("the attributes say how the alert stands") func attributes() throws {
        let ours = [("193.0.0.0/16", UInt8(16), ASN(3333))]
        var detection = Scenario(payloads: Scenario.payloads(ours))
        let raised = try #require(detection.announce("193.0.128.0/17", [1299, 666]).first).alert
        var attributes = raised.event(source: Self.source).attributes
        #expect(attributes["alert"] == raised.id)
        #expect(attributes["state"] == "active")
        #expect(attributes["peers"] == "1" && attributes["peersSeen"] == "1" && attributes["prefixes"] == "1")
        #expect(attributes["spreadIPv4"] == "1/1" && attributes["spreadIPv6"] == nil)
        #expect(attributes["finding.rpki"] == "invalid")
        #expect(attributes["announced"] == "193.0.128.0/17")
        #expect(attributes["action.1"] == raised.actions.first?.text)
        #expect(attributes["action.0"] == nil)
        #expect(attributes["reopened"] == nil && attributes["downgraded"] == nil && attributes["reason"] == nil)
        let authorised = Scenario.payloads(ours + [("193.0.128.0/17", 17, 666)])
        let withdrawn = try #require(
            detection.detector.update(payloads: authorised).first { $0.kind == .withdrawn }
        ).alert
        attributes = withdrawn.event(source: Self.source).attributes
        #expect(attributes["state"] == "withdrawn")
        #expect(attributes["downgraded"] == "true")
        #expect(attributes["reason"] == "a ROA authorises its origin")
        let reopened = try #require(
            detection.detector.update(payloads: Scenario.payloads(ours)).first { $0.kind == .reopened }
        ).alert
        attributes = reopened.event(source: Self.source).attributes
        #expect(attributes["reopened"] == "1")
        #expect(attributes["downgraded"] == nil && attributes["reason"] == nil)
    }

    @Test("an alert without routes has neither prefixes nor evidence") func noRoutes() throws {
        var detection = Scenario()
        let feed = detection.detector.addFeed("live", silentAfter: 5)
        _ = feed
        let event = try #require(detection.wait(5).first).alert.event(source: Self.source)
        #expect(event.attributes["announced"] == nil && event.attributes["prefixes"] == "0")
        #expect(event.evidence.isEmpty)
    }

    @Test(
        "a subject is read as it is written, and nothing else is one",
        arguments: [
            AlertSubject.prefix(Scenario.prefix("193.0.0.0/16")), .asn(3333), .feed("a feed with blanks"),
            .trustAnchor("ripe"),
        ])
    func subjects(_ subject: AlertSubject) {
        #expect(AlertSubject(subject.description) == subject)
    }

    @Test("no subject", arguments: ["", "prefix", "feed", "prefix 193.0.0.0", "asn x", "route 193.0.0.0/16"])
    func noSubject(_ text: String) {
        #expect(AlertSubject(text) == nil)
    }
}

@Suite("Detection: times to the edge") struct TimeArithmeticTests {
    @Test("what does not fit is held at the first or last moment") func clamped() {
        #expect(Int64.max.addingClamped(1) == .max)
        #expect(Int64.min.addingClamped(-1) == .min)
        #expect(Int64.max.subtractingClamped(-1) == .max)
        #expect(Int64.min.subtractingClamped(1) == .min)
        #expect(Int64(5).addingClamped(-7) == -2)
        #expect(Int64(5).subtractingClamped(7) == -2)
        let time = BGPTime(seconds: 100)
        #expect(time.adding(seconds: .max) == BGPTime(microseconds: .max))
        #expect(time.adding(seconds: .min) == BGPTime(microseconds: .min))
        #expect(time.adding(seconds: -101).microseconds == -1_000_000)
        #expect(time.microseconds(since: BGPTime(seconds: 103)) == -3_000_000)
    }
}
