import NumberResources
import Testing

@testable import RPKIToRouter

@Suite struct RTRAccessTests {
    private func prefix(_ text: String) throws -> IPPrefix { try #require(IPPrefix(text)) }

    @Test(
        "The longest prefix that contains the router says its highest version",
        arguments: [
            ("192.0.2.1", ProtocolVersion.one), ("192.0.2.129", .zero), ("198.51.100.1", .two),
            ("::ffff:192.0.2.1", .one), ("203.0.113.9", .zero), ("2001:db8::1", .one), ("2001:db9::1", .two),
        ])
    func versions(address: String, expected: ProtocolVersion) throws {
        var access = RTRAccess()
        access.versions = [
            try prefix("192.0.2.0/24"): .one, try prefix("192.0.2.128/25"): .zero,
            try prefix("::ffff:203.0.113.0/120"): .zero, try prefix("2001:db8::/32"): .one,
        ]
        #expect(access.maximumVersion(for: IPAddress(address)?.unmapped) == expected)
    }

    @Test("A version for everything is the default")
    func everything() throws {
        var access = RTRAccess()
        access.maximumVersion = .zero
        access.versions = [try prefix("0.0.0.0/0"): .one]
        #expect(access.maximumVersion(for: IPAddress("192.0.2.1")) == .one)
        #expect(access.maximumVersion(for: IPAddress("2001:db8::1")) == .zero)
        #expect(access.maximumVersion(for: nil) == .zero)
    }
}
