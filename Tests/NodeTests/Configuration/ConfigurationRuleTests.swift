import ConfigurationKeys
import Node
import TestSupport
import Testing

@Suite("Keys that must fit together") struct ConfigurationRuleTests {
    private static func token(_ name: String, _ octet: String) -> String {
        "{name: \(name), hash: 'sha256:\(String(repeating: octet, count: 32))', scope: alerts, expires: 2027-01-31}"
    }

    @Test(
        "What does not fit is told at a key that was written",
        arguments: [
            ("rtr:\n  refresh: 1d", Problem(.conflict, 2, 12, "rtr.refresh")),
            ("rtr:\n  refresh: 1d\n  expire: 1h", Problem(.conflict, 3, 11, "rtr.expire")),
            ("rtr:\n  retry: 2h\n", Problem(.conflict, 2, 10, "rtr.retry")),
            ("rpki:\n  tals: []", Problem(.conflict, 2, 9, "rpki.tals")),
            ("http:\n  listen: 127.0.0.1:8323", Problem(.conflict, 2, 11, "http.listen[0]")),
            ("rtr:\n  listen: [127.0.0.1:1, 127.0.0.1:1]", Problem(.conflict, 2, 25, "rtr.listen[1]")),
            ("state: /srv/a\nrtr: {lease: /srv/./a/run}", Problem(.conflict, 2, 14, "rtr.lease")),
            (
                "rtr:\n  tls:\n    listen: 127.0.0.1:8325\n    key: k.pem",
                Problem(.conflict, 3, 13, "rtr.tls.listen")
            ),
            (
                "http:\n  tls:\n    listen: 127.0.0.1:8443\n    certificate: c.pem",
                Problem(.conflict, 3, 13, "http.tls.listen")
            ),
            (
                "http: {tls: {listen: 127.0.0.1:8324, certificate: c, key: k}}",
                Problem(.conflict, 1, 22, "http.tls.listen[0]")
            ),
            (
                "http: {tokens: [\(token("a", "11")),\n \(token("a", "22"))]}",
                Problem(.conflict, 2, 2, "http.tokens[1]")
            ),
            (
                "http: {tokens: [\(token("a", "11")),\n \(token("b", "11"))]}",
                Problem(.conflict, 2, 2, "http.tokens[1]")
            ),
        ])
    func conflicts(text: String, expected: Problem) {
        let reading = ConfigurationReading<NodeConfiguration>(text)
        #expect(reading.found == [expected])
        #expect(!reading.isUsable)
    }

    @Test(
        "What works and may not be wanted is a warning",
        arguments: [
            ("rtr:\n  listen: 0.0.0.0:8323", Problem(.risk, 2, 11, "rtr.listen[0]")),
            ("rtr: {listen: ['[::]:8323']}", Problem(.risk, 1, 16, "rtr.listen[0]")),
            ("rpki: {rrdp: false, rsync: false}", Problem(.risk, 1, 28, "rpki.rsync")),
            ("http: {stale-after: 5m}", Problem(.risk, 1, 21, "http.stale-after")),
            ("rtr: {tls: {key: k.pem}}", Problem(.risk, 1, 18, "rtr.tls.key")),
            ("http: {tls: {key: k.pem}}", Problem(.risk, 1, 19, "http.tls.key")),
            ("http: {listen: '192.0.2.1:80', tokens: [\(token("a", "11"))]}", Problem(.risk, 1, 40, "http.tokens")),
            ("rpki: {tals: []}\nwatch: {asns: [AS1]}\nrtr: {listen: 127.0.0.1:1}", Problem(.risk, 3, 15, "rtr.listen")),
            ("readiness:\n  delegated: [d]", Problem(.risk, 2, 14, "readiness.delegated")),
            (
                "rpki: {tals: []}\nwatch: {asns: [AS1]}\nreadiness: {delegated: [d]}",
                Problem(.risk, 3, 24, "readiness.delegated")
            ),
        ])
    func warnings(text: String, expected: Problem) {
        let reading = ConfigurationReading<NodeConfiguration>(text)
        #expect(reading.found == [expected])
        #expect(reading.isUsable)
    }

    @Test(
        "Nothing is wrong with these",
        arguments: [
            "rtr: {listen: 0.0.0.0:8323, allow: [192.0.2.0/24]}",
            "rtr: {listen: [localhost:1, '[::1]:1', 127.8.8.8:1]}",
            "rtr: {listen: 127.0.0.1:0}\nhttp: {listen: 127.0.0.1:0}",
            "rtr: {refresh: 1d, expire: 2d}",
            "http: {tokens: [\(token("a", "11")), \(token("b", "22"))]}",
            "http: {tls: {listen: 127.0.0.1:8443, certificate: c.pem, key: k.pem}, allow: 192.0.2.0/24}",
            "state: /srv/a\nrtr: {lease: /srv/ab}", "rtr: {listen: []}\nhttp: {listen: []}",
            "rpki: {tals: []}\nwatch: {asns: [AS64496]}", "rpki: {tals: []}\nwatch: {prefixes: {192.0.2.0/24: []}}",
        ])
    func allowed(text: String) {
        #expect(ConfigurationReading<NodeConfiguration>(text).problems.isEmpty)
    }

    @Test("A change says the key and both values")
    func changes() {
        let old = ConfigurationReading<NodeConfiguration>("rpki: {refresh: 5m}").configuration
        let new = ConfigurationReading<NodeConfiguration>("rtr: {listen: 127.0.0.1:1}").configuration
        #expect(
            new.changes(from: old).map(\.description) == [
                "rpki.refresh changed from 5m to 10m", "rtr.listen changed from [127.0.0.1:8323] to [127.0.0.1:1]",
            ])
    }
}
