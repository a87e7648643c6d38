import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

@Suite("Detection: what to do") struct AdviceTests {
    private func actions(_ changes: [AlertChange]) -> [AlertAction] {
        changes.first?.alert.actions ?? []
    }

    @Test("exact prefix: two more specifics, and ROAs for them where there are ROAs") func exact() {
        var configuration = Scenario.configuration()
        configuration.contacts = [666: "noc@example.net"]
        var detection = Scenario(configuration, payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        let actions = actions(detection.announce("193.0.0.0/16", [1299, 666]))
        // One ROA for the whole and its halves, before they are announced.
        #expect(actions.first?.kind == .createROA)
        #expect(actions.first?.prefixes == [Scenario.prefix("193.0.0.0/16")])
        #expect(actions.first?.maxLength == 17)
        #expect(actions.count { $0.kind == .createROA } == 1)
        #expect(actions[1].kind == .announce)
        #expect(actions[1].prefixes == [Scenario.prefix("193.0.0.0/17"), Scenario.prefix("193.0.128.0/17")])
        #expect(actions[1].asn == 3333)
        #expect(actions[1].text.hasSuffix("(after step 1: valid)."))
        #expect(actions.first { $0.kind == .requestFiltering }?.asn == 1299)
        #expect(actions.last?.contact == "noc@example.net")
    }

    @Test("a /24 cannot be answered with more specifics: filtering is asked for") func long() {
        var configuration = Scenario.configuration()
        configuration.prefixes = [.init(Scenario.prefix("193.0.6.0/24"))]
        var detection = Scenario(configuration)
        let actions = actions(detection.announce("193.0.6.0/24", [2914, 666]))
        #expect(!actions.contains { $0.kind == .announce })
        #expect(actions.filter { $0.kind == .requestFiltering }.map(\.asn) == [2914, 1299, 174])
        #expect(
            actions.first
                == AlertAction(
                    .createROA,
                    "Create a ROA for 193.0.6.0/24, maximum length 24, origin AS3333, so that these routes are valid and those of others are not.",
                    prefixes: [Scenario.prefix("193.0.6.0/24")], maxLength: 24, asn: 3333))
    }

    @Test("fake first hop: the ASPA to create") func firstHop() {
        var detection = Scenario()
        let actions = actions(detection.announce("193.0.0.0/16", [1299, 666, 3333]))
        let aspa = actions.first { $0.kind == .createASPA }
        #expect(aspa?.asn == 3333)
        #expect(aspa?.providers == [174, 1299])
    }

    @Test("squatting: no ROA for AS 0, which would stay in the way of its later use") func squatting() {
        var configuration = Scenario.configuration()
        configuration.prefixes = [.init(Scenario.prefix("193.5.0.0/16"), origins: [])]
        var detection = Scenario(configuration)
        let actions = actions(detection.announce("193.5.0.0/16", [1299, 666]))
        #expect(!actions.contains { $0.kind == .createROA })
        #expect(actions.contains { $0.kind == .requestFiltering })
    }

    @Test("every class says what to do and has a type of the taxonomy", arguments: AlertClass.allCases)
    func types(_ alertClass: AlertClass) {
        #expect(
            alertClass.incidentType.incidentClass != .other
                || [.newUpstream, .newPrefix, .newDownstream].contains(alertClass))
    }

    @Test("an alert is one event, whatever becomes of it") func event() throws {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        let source = EventSource(name: "node", reliability: .usually, credibility: .probablyTrue)
        let raised = try #require(detection.announce("193.0.128.0/17", [1299, 666]).first).alert
        let event = raised.event(source: source, tlp: .green)
        #expect(event.type == .unauthorisedInformationAccess)
        #expect(event.identifier == "sub-prefix-origin")
        #expect(
            event.subjects == [
                EventSubject(.asn(666), .source), EventSubject(.prefix(Scenario.prefix("193.0.0.0/16")), .target),
            ])
        #expect(event.evidence.map(\.kind) == ["route", "roa"])
        #expect(try SecurityEvent(json: event.json()) == event)
        _ = detection.wait(30)
        let dormant = try #require(detection.withdraw("193.0.128.0/17").first).alert
        #expect(dormant.event(source: source).identity == event.identity)
        #expect(dormant.event(source: source).reported > event.reported)
    }
}
