import ConfigurationKeys
import NumberResources
import TestSupport
import Testing

@Suite("Reading a configuration") struct ConfigurationReadingTests {
    @Test("What is written is what there is")
    func values() {
        let reading = ConfigurationReading<Sample>(
            """
            ---
            state: data            # beside this file
            log: {level: debug, format: json}
            work:
              refresh: 1h30m
              jitter: 0%
              start-command: [bin/wrapper, --verbose]
              start-fallback: never
              resolve: {Repo.Example.net: 192.0.2.1, 'v6.example.net': "2001:db8::1"}
              limits:
                snapshot-size: 16MiB
              max-depth: 7
            net:
              listen: '[2001:db8::5]:323'
              allow: [192.0.2.0/24, '2001:db8::/32']
            site: {listen: []}
            """)
        #expect(reading.problems.isEmpty)
        let configuration = reading.configuration
        #expect(configuration.state == "data")
        #expect(configuration.log.level == .debug && configuration.log.format == .json)
        #expect(configuration.work.refresh == .seconds(5400) && configuration.work.jitter == 0)
        #expect(configuration.work.command == ["bin/wrapper", "--verbose"])
        #expect(configuration.work.fallback == .never)
        #expect(configuration.work.resolve["repo.example.net"] == IPAddress("192.0.2.1"))
        #expect(configuration.work.resolve["v6.example.net"] == IPAddress("2001:db8::1"))
        #expect(configuration.work.limits.snapshotSize == 1 << 24 && configuration.work.depth == 7)
        #expect(configuration.net.listen == [ListenAddress(host: "2001:db8::5", port: 323)])
        #expect(configuration.net.allow.map(\.description) == ["192.0.2.0/24", "2001:db8::/32"])
        #expect(configuration.site.listen.isEmpty)
    }

    @Test(
        "Nothing written is all defaults",
        arguments: ["", "# nothing\n", "---\n", "work:\n  timeouts:\nnet:\n", "\u{feff}log:\n"])
    func nothing(text: String) {
        let reading = ConfigurationReading<Sample>(text)
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration == Sample())
    }

    @Test("Relative paths start from the folder of the file, absolute ones and names in PATH stay")
    func folders() {
        let text =
            "state: data\nwork: {notes: [a.json, /b.json], start-command: [./wrap, x/y], leavings: s}\n"
        let reading = ConfigurationReading<Sample>(Array(text.utf8), path: "/etc/atalaya/atalaya.yaml")
        #expect(reading.configuration.state == "/etc/atalaya/data")
        #expect(reading.configuration.work.notes == ["/etc/atalaya/a.json", "/b.json"])
        #expect(reading.configuration.work.command == ["/etc/atalaya/./wrap", "x/y"])
        #expect(reading.configuration.work.leavings == "/etc/atalaya/s")
        #expect(ConfigurationReading<Sample>(Array("state: x".utf8), path: "/a.yaml").configuration.state == "/x")
    }

    @Test("Every error is told at once, in the order of the file, each with its line, column and key")
    func everything() {
        let reading = ConfigurationReading<Sample>(
            """
            stat: /x
            log: {level: loud, format: text, level: info}
            work:
              refresh: 600
              refresh: 10m
              timeouts:
                idle: 2d
              limits: [1]
            net:
              allow: [192.0.2.1/24]
              expire: 30m
            """)
        #expect(
            reading.found == [
                Problem(.unknownKey, 1, 1, "stat"),
                Problem(.invalidValue, 2, 14, "log.level"),
                Problem(.duplicateKey, 2, 34, "log.level"),
                Problem(.invalidValue, 4, 12, "work.refresh"),
                Problem(.duplicateKey, 5, 3, "work.refresh"),
                Problem(.outOfRange, 7, 11, "work.timeouts.idle"),
                Problem(.wrongType, 8, 11, "work.limits"),
                Problem(.invalidValue, 10, 11, "net.allow[0]"),
                Problem(.conflict, 11, 11, "net.expire"),
            ])
        #expect(!reading.isUsable)
    }

    @Test(
        "A value that is not of its key's type, or out of range, is named with what was expected",
        arguments: [
            ("work: {fast: yes}", ConfigurationProblem.Code.invalidValue, "true or false"),
            ("work: {fast: [true]}", .wrongType, "one value"),
            ("work: {fast: }", .wrongType, "true or false"),
            ("work: {max-depth: 0}", .outOfRange, "1 to 1000"),
            ("work: {max-depth: 99999999999999999999}", .outOfRange, "1 to 1000"),
            ("work: {max-depth: 1.5}", .invalidValue, "number"),
            ("work: {max-depth: -}", .invalidValue, "number"),
            ("work: {refresh: 0s}", .outOfRange, "1s to 1d"),
            ("work: {refresh: 10}", .invalidValue, "unit is missing"),
            ("work: {limits: {snapshot-size: 10}}", .invalidValue, "unit is missing"),
            ("work: {limits: {snapshot-size: 1kB}}", .outOfRange, "1MB to 100GB"),
            ("work: {jitter: 101%}", .outOfRange, "0% to 100%"),
            ("work: {start-fallback: imediate}", .invalidValue, "did you mean 'immediate'"),
            ("work: {resolve: [a]}", .wrongType, "HOST: ADDRESS"),
            ("work: {resolve: {a_b: 192.0.2.1}}", .invalidValue, "host name"),
            ("work: {resolve: {a.example: b}}", .invalidValue, "IPv4 or IPv6"),
            ("work: {start-command: []}", .invalidValue, "program"),
            ("work: {notes: {a: b}}", .wrongType, "list"),
            ("net: {listen: 127.0.0.1}", .invalidValue, "port is missing"),
            ("net: {listen: '*:323'}", .invalidValue, "ADDRESS:PORT"),
            ("net: {listen: '::1:323'}", .invalidValue, "ADDRESS:PORT"),
            ("net: {listen: 127.0.0.1:65536}", .invalidValue, "ADDRESS:PORT"),
            ("net: {refresh: 2d}", .outOfRange, "1s to 1d"),
            ("net: {retry: 7201s}", .outOfRange, "1s to 2h"),
            ("net: {expire: 599s}", .outOfRange, "10m to 2d"),
            ("net: {notify-interval: 59s}", .outOfRange, "1m to 1h"),
            ("state: ''", .invalidValue, "a path"),
            ("- state", .wrongType, "expected keys: state"),
        ] as [(String, ConfigurationProblem.Code, String)])
    func refused(text: String, code: ConfigurationProblem.Code, words: String) {
        let reading = ConfigurationReading<Sample>(text)
        #expect(reading.found.map(\.code) == [code])
        #expect(reading.problems.first?.message.contains(words) == true, "\(reading.problems)")
    }

    @Test(
        "An unknown key comes with the name that was meant",
        arguments: [
            ("net: {refesh: 1h}", "did you mean 'refresh'?"),
            ("net: {max_connections: 5}", "did you mean 'max-connections'?"),
            ("refresh: 10m", "work.refresh"),
            ("work: {NOTES: []}", "did you mean 'notes'?"),
            ("xyzzy: 1", "known keys: state, log"),
        ])
    func suggestions(text: String, words: String) {
        let reading = ConfigurationReading<Sample>(text)
        #expect(reading.found.map(\.code) == [.unknownKey])
        #expect(reading.problems.first?.message.contains(words) == true, "\(reading.problems)")
    }
}
