import BGPMessages
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

@Suite("Detection: learning a configuration") struct ConfigurationLearnerTests {
    @Test("ROAs and a quiet period say what is ours and who our neighbours are") func learns() {
        var learner = ConfigurationLearner(asns: [3333])
        func learn(_ text: String, _ path: [ASN], by number: Int = 1) {
            var attributes = PathAttributes()
            attributes.asPath = ASPath([Scenario.peer(number).asn] + path)
            learner.receive(
                RouteEvent(
                    time: Scenario.start, peer: Scenario.peer(number), prefix: Scenario.prefix(text),
                    action: .announce(attributes)))
        }
        learn("193.0.0.0/16", [1299, 3333])
        learn("193.0.0.0/16", [174, 3333, 3333], by: 2)
        learn("198.51.0.0/16", [1299, 3333])
        learn("203.0.0.0/16", [1299, 3333, 2121])
        learn("8.8.8.0/24", [15_169])
        let payloads = Scenario.payloads(
            [("193.0.0.0/16", 16, 3333), ("2001:67c::/32", 32, 3333), ("193.0.0.0/16", 16, 64_999)],
            aspas: [ASPA(customer: 3333, providers: [1299])])
        let (configuration, notes) = learner.proposal(payloads: payloads)
        #expect(configuration.asns == [3333])
        #expect(
            configuration.prefixes == [
                .init(Scenario.prefix("193.0.0.0/16"), origins: [3333, 64_999]),
                .init(Scenario.prefix("198.51.0.0/16")),
                .init(Scenario.prefix("2001:67c::/32")),
            ])
        #expect(configuration.upstreams == [174, 1299])
        #expect(configuration.customers == [2121])
        #expect(
            notes.map(\.text) == [
                "seen by 2 peers, has a ROA", "seen by 1 peers, has no ROA", "not seen, has a ROA",
                "carries 1 prefixes of ours, named by no ASPA: provider or peer",
                "carries 3 prefixes of ours, named by an ASPA", "we carry 1 prefixes of it",
            ])
        // It holds what it was learned from to be rightful.
        var detection = Scenario(configuration, payloads: payloads)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
    }

    @Test("as many prefixes are kept as the limit says, and those that are left out are counted") func limit() {
        var learner = ConfigurationLearner(asns: [3333], limit: 2)
        for (number, text) in ["193.0.0.0/16", "193.1.0.0/16", "193.2.0.0/16", "193.0.0.0/16"].enumerated() {
            var attributes = PathAttributes()
            attributes.asPath = ASPath([3333])
            learner.receive(
                RouteEvent(
                    time: Scenario.start, peer: Scenario.peer(number), prefix: Scenario.prefix(text),
                    action: .announce(attributes)))
        }
        #expect(learner.left == 1)
        let (configuration, _) = learner.proposal(payloads: Scenario.payloads([]))
        #expect(configuration.prefixes.map(\.prefix.description) == ["193.0.0.0/16", "193.1.0.0/16"])
    }

    @Test("what customers announce of our space from behind us, or by a ROA, is theirs") func given() {
        var learner = ConfigurationLearner(asns: [3333])
        for (text, path) in [
            ("193.0.0.0/16", [1299, 3333]), ("193.0.8.0/24", [1299, 3333, 2121]), ("193.0.9.0/24", [1299, 666]),
            ("8.8.8.0/24", [1299, 3333, 15_169]),
        ] as [(String, [ASN])] {
            var attributes = PathAttributes()
            attributes.asPath = ASPath(path)
            learner.receive(
                RouteEvent(
                    time: Scenario.start, peer: Scenario.peer(1), prefix: Scenario.prefix(text),
                    action: .announce(attributes)))
        }
        let payloads = Scenario.payloads([("193.0.16.0/20", 24, 777)])
        let configuration = learner.proposal(payloads: payloads).configuration
        #expect(
            configuration.prefixes == [
                .init(Scenario.prefix("193.0.0.0/16")), .init(Scenario.prefix("193.0.8.0/24"), origins: [2121]),
                .init(Scenario.prefix("193.0.16.0/20"), origins: [777]),
            ])
    }
}
