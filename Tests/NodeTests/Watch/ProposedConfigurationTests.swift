import ConfigurationKeys
import NumberResources
import RouteSecurity
import TestSupport
import Testing

@testable import Node

@Suite("A proposed configuration") struct ProposedConfigurationTests {
    private static func prefix(_ text: String) throws -> IPPrefix { try #require(IPPrefix(text)) }

    @Test("says what was learned, and reads as a section of the configuration") func readable() throws {
        let proposal = ProposedConfiguration(
            DetectionConfiguration(
                asns: [3333],
                prefixes: [
                    .init(try Self.prefix("2001:67c::/32")), .init(try Self.prefix("193.0.0.0/16"), origins: [12654]),
                ],
                upstreams: [174, 1299], peers: [6939], customers: [2121], links: [174: [3356], 65536: [1, 2]],
                transitFree: [3356]),
            notes: ["193.0.0.0/16: seen by 2 peers"], routes: 17)
        #expect(proposal.yaml.contains("# Proposed from 17 announcements"))
        #expect(proposal.yaml.contains("# - 193.0.0.0/16: seen by 2 peers"))
        let reading = ConfigurationReading<NodeConfiguration>(proposal.yaml)
        #expect(reading.problems.allSatisfy { $0.isWarning }, "\(reading.problems)")
        let watch = reading.configuration.watch
        #expect(watch.asns == [3333])
        #expect(watch.prefixes.count == 2)
        #expect(watch.upstreams == [174, 1299] && watch.peers == [6939] && watch.customers == [2121])
        #expect(watch.links == [174: [3356], 65536: [1, 2]])
        #expect(watch.transitFree == [3356])
    }

    @Test("names nothing that was not learned") func empty() {
        let yaml = ProposedConfiguration(DetectionConfiguration(asns: [3333]), notes: [], routes: 0).yaml
        for key in ["links", "upstreams", "peers", "customers", "transit-free"] { #expect(!yaml.contains("  \(key):")) }
        #expect(yaml.contains("  prefixes: {}"))
    }
}
