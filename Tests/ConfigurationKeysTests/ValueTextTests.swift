import NumberResources
import Testing

@testable import ConfigurationKeys

@Suite("Values as an operator writes them") struct ValueTextTests {
    @Test(
        "Durations are numbers with a unit each, from the largest to the smallest",
        arguments: [
            ("0s", 0), ("500ms", 500), ("90s", 90_000), ("10m", 600_000), ("1h30m", 5_400_000), ("1d", 86_400_000),
            ("1d2h3m4s5ms", 93_784_005),
        ])
    func durations(text: String, milliseconds: Int) {
        #expect(Duration(configuration: text) == .milliseconds(milliseconds))
    }

    @Test(
        "Nothing else is a duration",
        arguments: [
            "", "10", "m", "10 m", "-1s", "1.5h", "10M", "1m1h", "1m1m", "1w", "9999999999999999d", "999999999999999d",
            "10m ",
        ])
    func noDurations(text: String) {
        #expect(Duration(configuration: text) == nil)
    }

    @Test("A duration is written as it is read", arguments: [0, 1, 999, 1000, 60_000, 90_000, 3_599_999, 86_400_001])
    func durationsThereAndBack(milliseconds: Int) {
        let duration = Duration.milliseconds(milliseconds)
        #expect(Duration(configuration: duration.configurationText) == duration)
    }

    @Test(
        "Sizes are a number with a unit, of tens or of twos",
        arguments: [
            ("0B", 0), ("10kB", 10_000), ("256MB", 256_000_000), ("2GB", 2_000_000_000), ("16MiB", 16_777_216),
            ("1GiB", 1_073_741_824), ("3KiB", 3072), ("256mb", 256_000_000),
        ] as [(String, Int?)] + ["", "MB", "1", "1.5MB", "-1B", "1TB", "1 MB", "999999999999999GB"].map { ($0, nil) })
    func sizes(text: String, octets: Int?) {
        #expect(OctetCount.read(text) == octets)
    }

    @Test(
        "A size is written as it is read",
        arguments: [0, 1, 999, 1000, 1024, 1_048_576, 16_777_216, 2_000_000_000, 12_345])
    func sizesThereAndBack(octets: Int) {
        #expect(OctetCount.read(OctetCount.text(octets)) == octets)
    }

    @Test(
        "An address to listen at is an address or host name with a port",
        arguments: [
            ("127.0.0.1:8323", true), ("127.9.9.9:0", true), ("[::1]:323", true), ("localhost:1", true),
            ("0.0.0.0:323", false), ("[::]:323", false), ("192.0.2.1:65535", false), ("rtr.example.net:323", false),
            ("[::ffff:127.0.0.1]:323", false),
        ])
    func listenAddresses(text: String, isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.isLoopback == isLoopback)
        #expect(ListenAddress(address.description) == address)
    }

    @Test(
        "Nothing else is",
        arguments: [
            "", ":323", "323", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "::1:323",
            "[127.0.0.1]:323", "[::1]", "[::1%eth0]:323", "256.0.0.1:323", "*:323", "a b:323", "-a.example:323",
            "a..b:1",
            "1.2.3:4",
        ])
    func noListenAddresses(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test(
        "A name nearby is found, one far away is not",
        arguments: [
            ("refesh", "refresh"), ("refrehs", "refresh"), ("REFRESH", "refresh"), ("client_ca", "client-ca"),
            ("list", "listen"), ("x", nil), ("certificates", nil),
        ] as [(String, String?)])
    func similarNames(name: String, expected: String?) {
        #expect(SimilarName.nearest(to: name, in: ["refresh", "client-ca", "listen"]) == expected)
    }
}
