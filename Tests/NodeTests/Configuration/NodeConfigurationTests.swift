import ConfigurationKeys
import Node
import NumberResources
import RPKIRepository
import RPKIValidation
import TestSupport
import Testing

@Suite("The node's configuration") struct NodeConfigurationTests {
    @Test("What is written is what the node uses")
    func values() throws {
        let reading = ConfigurationReading<NodeConfiguration>(
            """
            ---
            state: data            # beside this file
            log: {level: debug, format: json}
            rpki:
              tals:
              - ripe
              - tals/own.tal
              refresh: 1h30m
              jitter: 0%
              rsync-command: [bin/rsync-wrapper, --verbose]
              rsync-fallback: never
              resolve: {Repo.Example.net: 192.0.2.1, 'v6.example.net': "2001:db8::1"}
              source-address: 192.0.2.7
              limits:
                snapshot-size: 4GB
                delta-size: 16MiB
              max-depth: 7
              workers: 3
              validation: {objects: 12}
              alarm: {removed-share: 5, hold: true}
            rtr:
              listen: '[2001:db8::5]:323'
              allow: [192.0.2.0/24, '2001:db8::/32']
            http: {listen: [], stale-after: 1d}
            """)
        #expect(reading.problems.isEmpty)
        let configuration = reading.configuration
        #expect(configuration.state == "data")
        #expect(configuration.log.level == .debug && configuration.log.format == .json)
        #expect(configuration.rpki.tals == [.registry("ripe"), .file("tals/own.tal")])
        #expect(configuration.rpki.refresh == .seconds(5400) && configuration.rpki.jitter == 0)
        #expect(configuration.rpki.rsyncCommand == ["bin/rsync-wrapper", "--verbose"])
        #expect(configuration.rpki.rsyncFallback == .never)
        #expect(configuration.rpki.resolve["repo.example.net"] == IPAddress("192.0.2.1"))
        #expect(configuration.rpki.resolve["v6.example.net"] == IPAddress("2001:db8::1"))
        #expect(configuration.rpki.sourceAddress == IPAddress("192.0.2.7"))
        #expect(configuration.rpki.limits.snapshotSize == 4_000_000_000)
        #expect(configuration.rpki.limits.deltaSize == 1 << 24)
        #expect(configuration.rpki.validation.depth == 7 && configuration.rpki.validation.objects == 12)
        #expect(configuration.rpki.workers == 3)
        #expect(configuration.rpki.alarm.removedShare == 5 && configuration.rpki.alarm.hold)
        #expect(configuration.rtr.listen == [ListenAddress(host: "2001:db8::5", port: 323)])
        #expect(configuration.rtr.allow.map(\.description) == ["192.0.2.0/24", "2001:db8::/32"])
        #expect(configuration.http.listen.isEmpty)
    }

    @Test("A locator that is a file starts from the folder of the configuration; names of registries stay")
    func locators() {
        let reading = ConfigurationReading<NodeConfiguration>(
            Array("rpki: {tals: [ripe, t.tal]}".utf8), path: "/etc/atalaya/atalaya.yaml")
        #expect(reading.configuration.rpki.tals == [.registry("ripe"), .file("/etc/atalaya/t.tal")])
    }

    @Test(
        "A value that no service can use is refused, and what was expected is said",
        arguments: [
            ("rpki: {proxy: 'https://proxy.example'}", ConfigurationProblem.Code.invalidValue, "http://HOST"),
            ("rpki: {rsync-fallback: imediate}", .invalidValue, "did you mean 'immediate'"),
            ("rpki: {tals: {a: b}}", .wrongType, "list"),
            ("rpki: {limits: {snapshot-size: 1kB}}", .outOfRange, "1MB to 100GB"),
            ("rtr: {refresh: 2d}", .outOfRange, "1s to 1d"), ("rtr: {retry: 7201s}", .outOfRange, "1s to 2h"),
            ("rtr: {expire: 599s}", .outOfRange, "10m to 2d"), ("rtr: {notify-interval: 59s}", .outOfRange, "1m to 1h"),
            ("refresh: 10m", .unknownKey, "rpki.refresh"), ("xyzzy: 1", .unknownKey, "known keys: state, log"),
        ] as [(String, ConfigurationProblem.Code, String)])
    func refused(text: String, code: ConfigurationProblem.Code, words: String) {
        let reading = ConfigurationReading<NodeConfiguration>(text)
        #expect(reading.found.map(\.code) == [code])
        #expect(reading.problems.first?.message.contains(words) == true, "\(reading.problems)")
    }
}
