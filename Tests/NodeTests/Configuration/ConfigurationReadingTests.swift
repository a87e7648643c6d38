import Node
import NumberResources
import RPKIRepository
import RPKIValidation
import Testing

@Suite("Reading a configuration") struct ConfigurationReadingTests {
    @Test("What is written is what the node uses")
    func values() throws {
        let reading = ConfigurationReading(
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

    @Test(
        "Nothing written is all defaults",
        arguments: ["", "# nothing\n", "---\n", "rpki:\nrtr:\n  tls:\n", "\u{feff}log:\n"])
    func nothing(text: String) {
        let reading = ConfigurationReading(text)
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration == NodeConfiguration())
    }

    @Test("Relative paths start from the folder of the file, absolute ones and names in PATH stay")
    func folders() {
        let text =
            "state: data\nrpki: {slurm: [a.json, /b.json], rsync-command: [./wrap, x/y], skiplist: s, tals: [ripe, t.tal]}\n"
        let reading = ConfigurationReading(Array(text.utf8), path: "/etc/atalaya/atalaya.yaml")
        #expect(reading.configuration.state == "/etc/atalaya/data")
        #expect(reading.configuration.rpki.slurm == ["/etc/atalaya/a.json", "/b.json"])
        #expect(reading.configuration.rpki.rsyncCommand == ["/etc/atalaya/./wrap", "x/y"])
        #expect(reading.configuration.rpki.skipList == "/etc/atalaya/s")
        #expect(reading.configuration.rpki.tals == [.registry("ripe"), .file("/etc/atalaya/t.tal")])
        #expect(ConfigurationReading(Array("state: x".utf8), path: "/a.yaml").configuration.state == "/x")
    }

    @Test("Every error is told at once, in the order of the file, each with its line, column and key")
    func everything() {
        let reading = ConfigurationReading(
            """
            stat: /x
            log: {level: loud, format: text, level: info}
            rpki:
              refresh: 600
              refresh: 10m
              timeouts:
                idle: 2d
              limits: [1]
            rtr:
              allow: [192.0.2.1/24]
              expire: 30m
            """)
        #expect(
            reading.found == [
                Problem(.unknownKey, 1, 1, "stat"),
                Problem(.invalidValue, 2, 14, "log.level"),
                Problem(.duplicateKey, 2, 34, "log.level"),
                Problem(.invalidValue, 4, 12, "rpki.refresh"),
                Problem(.duplicateKey, 5, 3, "rpki.refresh"),
                Problem(.outOfRange, 7, 11, "rpki.timeouts.idle"),
                Problem(.wrongType, 8, 11, "rpki.limits"),
                Problem(.invalidValue, 10, 11, "rtr.allow[0]"),
                Problem(.conflict, 11, 11, "rtr.expire"),
            ])
        #expect(!reading.isUsable)
    }

    @Test(
        "A value that is not of its key's type, or out of range, is named with what was expected",
        arguments: [
            ("rpki: {rrdp: yes}", ConfigurationProblem.Code.invalidValue, "true or false"),
            ("rpki: {rrdp: [true]}", .wrongType, "one value"),
            ("rpki: {rrdp: }", .wrongType, "true or false"),
            ("rpki: {max-depth: 0}", .outOfRange, "1 to 1000"),
            ("rpki: {max-depth: 99999999999999999999}", .outOfRange, "1 to 1000"),
            ("rpki: {max-depth: 1.5}", .invalidValue, "number"),
            ("rpki: {max-depth: -}", .invalidValue, "number"),
            ("rpki: {refresh: 0s}", .outOfRange, "1s to 1d"),
            ("rpki: {refresh: 10}", .invalidValue, "unit is missing"),
            ("rpki: {limits: {snapshot-size: 10}}", .invalidValue, "unit is missing"),
            ("rpki: {limits: {snapshot-size: 1kB}}", .outOfRange, "1MB to 100GB"),
            ("rpki: {jitter: 101%}", .outOfRange, "0% to 100%"),
            ("rpki: {rsync-fallback: imediate}", .invalidValue, "did you mean 'immediate'"),
            ("rpki: {resolve: [a]}", .wrongType, "HOST: ADDRESS"),
            ("rpki: {resolve: {a_b: 192.0.2.1}}", .invalidValue, "host name"),
            ("rpki: {resolve: {a.example: b}}", .invalidValue, "IPv4 or IPv6"),
            ("rpki: {proxy: 'https://proxy.example'}", .invalidValue, "http://HOST"),
            ("rpki: {rsync-command: []}", .invalidValue, "program"),
            ("rpki: {tals: {a: b}}", .wrongType, "list"),
            ("rtr: {listen: 127.0.0.1}", .invalidValue, "port is missing"),
            ("rtr: {listen: '*:323'}", .invalidValue, "ADDRESS:PORT"),
            ("rtr: {listen: '::1:323'}", .invalidValue, "ADDRESS:PORT"),
            ("rtr: {listen: 127.0.0.1:65536}", .invalidValue, "ADDRESS:PORT"),
            ("rtr: {refresh: 2d}", .outOfRange, "1s to 1d"),
            ("rtr: {retry: 7201s}", .outOfRange, "1s to 2h"),
            ("rtr: {expire: 599s}", .outOfRange, "10m to 2d"),
            ("rtr: {notify-interval: 59s}", .outOfRange, "1m to 1h"),
            ("state: ''", .invalidValue, "a path"),
            ("- state", .wrongType, "expected keys: state"),
        ] as [(String, ConfigurationProblem.Code, String)])
    func refused(text: String, code: ConfigurationProblem.Code, words: String) {
        let reading = ConfigurationReading(text)
        #expect(reading.found.map(\.code) == [code])
        #expect(reading.problems.first?.message.contains(words) == true, "\(reading.problems)")
    }

    @Test(
        "An unknown key comes with the name that was meant",
        arguments: [
            ("rtr: {refesh: 1h}", "did you mean 'refresh'?"),
            ("rtr: {max_connections: 5}", "did you mean 'max-connections'?"),
            ("refresh: 10m", "rpki.refresh"),
            ("rpki: {TALS: []}", "did you mean 'tals'?"),
            ("xyzzy: 1", "known are state, log"),
        ])
    func suggestions(text: String, words: String) {
        let reading = ConfigurationReading(text)
        #expect(reading.found.map(\.code) == [.unknownKey])
        #expect(reading.problems.first?.message.contains(words) == true, "\(reading.problems)")
    }
}
