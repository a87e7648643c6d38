import NumberResources
import Testing
import ValidatedPayloads

@Suite("TrustAnchorConstraints")
struct TrustAnchorConstraintsTests {
    static func resources(_ text: String) -> ResourceSet {
        guard let set = ResourceSet(text) else { preconditionFailure("not resources: \(text)") }
        return set
    }

    static let file = """
        # A registry
        allow 192.0.2.0/24\t# a prefix
        allow 198.51.100.0 - 198.51.100.9
          allow 2001:db8::/32
        allow 64496-64500
        allow AS64510
        deny 192.0.2.128/25
        deny 64498\r

        deny 203.0.113.1
        """

    @Test(
        "What is not allowed, or denied, is named",
        arguments: [
            ("192.0.2.0/25", ""), ("192.0.2.0/24", "192.0.2.128/25"), ("AS64496-AS64499", "AS64498"),
            ("AS64510, 2001:db8:1::/48", ""), ("10.0.0.0/8", "10.0.0.0/8"), ("AS1", "AS1"),
            ("198.51.100.0/28", "198.51.100.10-198.51.100.15"), ("2001:db9::/32, 192.0.2.0/26", "2001:db9::/32"),
            ("", ""),
        ])
    func violation(resources: String, expected: String) throws {
        let constraints = try TrustAnchorConstraints(Array(Self.file.utf8))
        #expect(constraints.violation(by: Self.resources(resources)).description == expected)
    }

    @Test("A kind of which nothing is allowed by name is not bound, but for what is denied")
    func unnamedKinds() throws {
        let onlyASNs = try TrustAnchorConstraints(Array("allow 1\ndeny 10.0.0.0/8".utf8))
        #expect(onlyASNs.violation(by: Self.resources("AS1, 192.0.2.0/24, 2001:db8::/32")).isEmpty)
        #expect(onlyASNs.violation(by: Self.resources("10.1.0.0/16")).description == "10.1.0.0/16")
        let onlyIPv4 = try TrustAnchorConstraints(Array("allow 10.0.0.0/8".utf8))
        #expect(onlyIPv4.violation(by: Self.resources("AS7, 2001:db8::/32")).description == "2001:db8::/32")
        #expect(try TrustAnchorConstraints([]).violation(by: .all).isEmpty)
    }

    @Test("What a certificate inherits is not bound")
    func inherited() throws {
        let constraints = try TrustAnchorConstraints(Array("allow 1\nallow 10.0.0.0/8\ndeny 2".utf8))
        #expect(constraints.violation(by: ResourceClaims(asns: .inherit, ipv4: .inherit, ipv6: .inherit)).isEmpty)
        let claims = ResourceClaims(asns: .set(Self.resources("AS2").asns), ipv4: .inherit)
        #expect(constraints.violation(by: claims).description == "AS2")
    }

    @Test(
        "A line that cannot be read refuses the file",
        arguments: [
            ("permit 10.0.0.0/8", .invalidRule), ("allow", .invalidRule), ("allow10.0.0.0/8", .invalidRule),
            ("deny # nothing", .invalidRule), ("allow 10.0.0.0/33", .invalidResource),
            ("allow 10.0.0.0/8 x", .invalidResource),
            ("allow x", .invalidResource), ("allow 4294967296", .invalidResource), ("allow 5-4", .invalidResource),
            ("allow 10.0.0.9-10.0.0.1", .invalidResource), ("allow 10.0.0.0-::1", .invalidResource),
            ("deny 10.0.0.1/8", .hostBits), ("allow 1-", .invalidResource), ("allow 1,2", .invalidResource),
        ] as [(String, LocalPolicyError.Code)])
    func refused(line: String, code: LocalPolicyError.Code) {
        let error = #expect(throws: LocalPolicyError.self) {
            try TrustAnchorConstraints(Array("# x\n\n\(line)\n".utf8))
        }
        #expect(error?.code == code)
        #expect(error?.line == 3)
    }

    @Test("A file longer than its limit is refused")
    func size() {
        let error = #expect(throws: LocalPolicyError.self) {
            try TrustAnchorConstraints([UInt8](repeating: 0x0a, count: 1 << 24 + 1))
        }
        #expect(error?.code == .limitExceeded)
    }
}
