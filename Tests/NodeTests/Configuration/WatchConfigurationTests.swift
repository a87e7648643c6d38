import ConfigurationKeys
import DeliverySinks
import Foundation
import Node
import NumberResources
import RouteSecurity
import SecurityEvents
import TestSupport
import Testing

@Suite("The configuration of watching") struct WatchConfigurationTests {
    @Test("Networks, mutes, windows and sinks are read")
    func everything() throws {
        let reading = ConfigurationReading<NodeConfiguration>(
            """
            watch:
              asns: AS64496 AS64497
              prefixes:
                192.0.2.0/24:
                198.51.100.0/24: []
                2001:db8::/32: [AS64496, AS64500]
              upstreams: [AS64510]
              links: {AS64510: [AS64520, AS64521]}
              forbidden-in-path: [AS64530, '^ * 64531 . 64496 $', '*  64532 64533']
              required-in-path: AS64510 64511
              excluded-peers: [AS64496, 192.0.2.1, AS64497 2001:db8::1]
              contacts: {AS64510: "NOC, +1 555"}
              mutes: [bogon, 192.0.2.0/24 AS64666 until 2026-12-01T00:00:00Z]
              maintenance: [2026-12-01T22:00:00Z/2026-12-02T04:00:00Z 192.0.2.0/24]
              thresholds: {end-after: 1m, visibility-share: 30%}
              bmp: {enabled: true, listen: '127.0.0.1:11019'}
              log: {severity: off}
              webhook: {urls: [https://hook.example/x], headers: {Authorization: Bearer x}, rate: any}
              syslog: {targets: [udp://127.0.0.1:514, 'tcp://[::1]:601', /dev/log], facility: local7}
              mail: {to: [noc@example.net], severity: high}
            """)
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        let watch = reading.configuration.watch
        #expect(watch.asns == [64_496, 64_497])
        #expect(watch.prefixes[try #require(IPPrefix("192.0.2.0/24"))] == .some(nil))
        #expect(watch.prefixes[try #require(IPPrefix("198.51.100.0/24"))] == [])
        #expect(watch.prefixes[try #require(IPPrefix("2001:db8::/32"))] == [64_496, 64_500])
        #expect(
            watch.forbiddenInPath.map(\.description) == [
                "AS64530", "^ * AS64531 . AS64496 $", "* AS64532 AS64533",
            ])
        #expect(watch.requiredInPath == [64_510, 64_511])
        #expect(watch.links == [64_510: [64_520, 64_521]])
        try #require(watch.excludedPeers.count == 3 && watch.mutes.count == 2 && watch.maintenance.count == 1)
        #expect(watch.excludedPeers[2].asn == 64_497 && watch.excludedPeers[2].address == IPAddress("2001:db8::1"))
        #expect(watch.mutes[0].alerts.classes == [.bogon] && watch.mutes[0].until == nil)
        #expect(watch.mutes[1].alerts.offenders == [64_666] && watch.mutes[1].until != nil)
        #expect(watch.maintenance[0].alerts.prefixes.map(Optional.some) == [IPPrefix("192.0.2.0/24")])
        #expect(watch.log.severity == nil)
        #expect(watch.webhook.sink.rate == nil && watch.mail.sink.severity == .high)
        #expect(
            watch.syslog.targets == [
                .udp(host: "127.0.0.1", port: 514), .tcp(host: "::1", port: 601), .socket("/dev/log"),
            ])
        // What is written out reads as the same.
        var text = "watch:\n"
        for key in NodeConfiguration.keys where key.name.hasPrefix("watch.") {
            let parts = key.name.split(separator: ".")
            if parts.count == 2 {
                text += "  \(parts[1]): \(ConfigurationText.value(of: key, reading.configuration))\n"
            }
        }
        let again = ConfigurationReading<NodeConfiguration>(text)
        #expect(again.errors.isEmpty, "\(again.errors)")
        #expect(again.configuration.watch.prefixes == watch.prefixes)
        #expect(again.configuration.watch.mutes == watch.mutes)
        #expect(again.configuration.watch.forbiddenInPath == watch.forbiddenInPath)
        #expect(again.configuration.watch.requiredInPath == watch.requiredInPath)
        #expect(again.configuration.watch.maintenance == watch.maintenance)
    }

    @Test(
        "What is wrong is told with its place",
        arguments: [
            ("watch: {asns: [AS64496x]}", Problem(.invalidValue, 1, 16, "watch.asns[0]")),
            ("watch: {prefixes: {192.0.2.1/24: [AS1]}}", Problem(.invalidValue, 1, 20, "watch.prefixes.192.0.2.1/24")),
            ("watch: {prefixes: {192.0.2.0/24: }}", Problem(.conflict, 1, 19, "watch.prefixes")),
            ("watch: {forbidden-in-path: ['174 x']}", Problem(.invalidValue, 1, 29, "watch.forbidden-in-path[0]")),
            ("watch: {mutes: [bogun]}", Problem(.invalidValue, 1, 17, "watch.mutes[0]")),
            ("watch: {mutes: [bogon until noon]}", Problem(.invalidValue, 1, 17, "watch.mutes[0]")),
            (
                "watch: {maintenance: [2026-12-02T22:00:00Z/2026-12-02T04:00:00Z]}",
                Problem(.invalidValue, 1, 23, "watch.maintenance[0]")
            ),
            ("watch: {asns: [AS1], upstreams: [AS1]}", Problem(.conflict, 1, 33, "watch.upstreams")),
            ("watch: {syslog: {targets: [udp://host]}}", Problem(.invalidValue, 1, 28, "watch.syslog.targets[0]")),
            ("watch: {mail: {to: ['-oQ/tmp@x']}}", Problem(.invalidValue, 1, 21, "watch.mail.to[0]")),
            ("watch: {mail: {to: ['a b@example.net']}}", Problem(.invalidValue, 1, 21, "watch.mail.to[0]")),
            (
                "watch: {webhook: {headers: {'A b': x}}}",
                Problem(.invalidValue, 1, 29, "watch.webhook.headers.A b")
            ),
        ] as [(String, Problem)])
    func wrong(text: String, expected: Problem) {
        #expect(ConfigurationReading<NodeConfiguration>(text).errors.map(Problem.init) == [expected])
    }

    @Test("What works and may not be wanted is a warning")
    func risks() {
        let reading = ConfigurationReading<NodeConfiguration>(
            """
            watch:
              bmp: {enabled: true, listen: ['0.0.0.0:11019']}
              webhook: {urls: ['http://hook.example/']}
            """)
        #expect(reading.errors.isEmpty)
        #expect(reading.problems.allSatisfy { $0.code == .risk })
        #expect(
            Set(reading.problems.map(\.key)) == ["watch.bmp.enabled", "watch.bmp.listen[0]", "watch.webhook.urls"])
    }
}

/// A value as the example writes it.
enum ConfigurationText {
    static func value(of key: ConfigurationKey<NodeConfiguration>, _ configuration: NodeConfiguration) -> String {
        configuration.changes(from: NodeConfiguration()).first { $0.key == key.name }?.new ?? key.standard
    }
}
