import ConfigurationKeys
import TestSupport
import Testing

@Suite("Sections of a configuration") struct ConfigurationSectionTests {
    @Test("The keys of a section in another have its name before theirs")
    func names() {
        #expect(
            Sample.keys.map(\.name).filter { $0.hasPrefix("work.") && $0.split(separator: ".").count == 3 }
                == ["work.timeouts.idle", "work.limits.snapshot-size"])
        #expect(
            Sample.keys.first { $0.name == "net.max-connections" }?.environmentVariable == "ATALAYA_NET_MAX_CONNECTIONS"
        )
    }

    @Test("A key that is written with its default reads as the default", arguments: Sample.keys.map(\.name))
    func defaults(name: String) throws {
        let key = try #require(Sample.keys.first { $0.name == name })
        let reading = ConfigurationReading<Sample>("", options: [])
        #expect(key.text(reading.configuration) == key.standard)
        let parts = name.split(separator: ".")
        let text = parts.enumerated().map { depth, part in String(repeating: " ", count: depth) + part + ":" }
        let written = ConfigurationReading<Sample>(text.joined(separator: "\n") + " " + key.standard)
        #expect(written.errors.isEmpty && written.configuration == Sample())
    }

    @Test("The example says nothing but defaults, each key on a line after its explanation")
    func example() {
        let reading = ConfigurationReading<Sample>(Sample.example)
        #expect(reading.problems.isEmpty && reading.configuration == Sample())
        #expect(
            Sample.example.hasPrefix(
                "# A sample.\n#\n# Leave out what shall stay as it is.\n\n# Folder of everything.\n"))
        #expect(
            Sample.example.contains(
                "\n  limits:\n    # Octets at most.\n    # (size: 1MB to 100GB)\n    snapshot-size: 2GB\n"))
    }

    @Test("A change says the key and both values; a secret does not say its values")
    func changes() {
        let old = ConfigurationReading<Sample>("work: {refresh: 5m}").configuration
        let new = ConfigurationReading<Sample>("net: {listen: 127.0.0.1:1}\nsite: {password: x}").configuration
        #expect(
            new.changes(from: old).map(\.description) == [
                "work.refresh changed from 5m to 10m", "net.listen changed from [127.0.0.1:8323] to [127.0.0.1:1]",
                "site.password changed",
            ])
        #expect(new.changes(from: old).map(\.effect) == [.reload, .restart, .reload])
    }

    @Test("What a section says of its keys is told with their whole names, at what was written")
    func rules() {
        #expect(
            ConfigurationReading<Sample>("net:\n  refresh: 3h\n").found == [Problem(.conflict, 2, 12, "net.refresh")])
        let warned = ConfigurationReading<Sample>("net: {listen: [127.0.0.1:1, '0.0.0.0:1']}")
        #expect(warned.found == [Problem(.risk, 1, 29, "net.listen[1]")] && warned.isUsable)
        // One that is wrong itself is not said to fit badly with others.
        #expect(
            ConfigurationReading<Sample>("net: {refresh: 3h, expire: x}").found
                == [Problem(.invalidValue, 1, 28, "net.expire")])
    }
}
