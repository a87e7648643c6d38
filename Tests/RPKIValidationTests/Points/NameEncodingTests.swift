import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

/// Points of CAs that write names in UTF8String.
@Suite struct NameEncodingTests {
    private static func utf8(_ name: String) -> NamePlan {
        NamePlan(relativeNames: [[.init(OID.commonName, name, tag: 0x0c)]])
    }

    /// `isp` as a CA whose manifest, CRL, certificate and one ROA have such names.
    private func sample() throws -> TestRepository {
        var (repository, isp) = Walk.sample()
        repository.breakManifest(of: isp) { $0.endEntity.subject = Self.utf8("mft") }
        repository.breakCRL(of: isp) { $0.issuer = Self.utf8("isp") }
        repository.breakCertificate(of: isp) { $0.subject = Self.utf8("isp") }
        repository.addROA(in: isp, asn: 64498, ["192.0.2.64/26"], name: "utf8.roa") {
            $0.endEntity.issuer = Self.utf8("isp")
            $0.endEntity.subject = Self.utf8("ee")
        }
        return try repository.build()
    }

    @Test("Each object is used, and there is a warning for each, from stored verdicts too")
    func warnings() async throws {
        let repository = try sample()
        var (plain, isp) = Walk.sample()
        plain.addROA(in: isp, asn: 64498, ["192.0.2.64/26"], name: "utf8.roa")
        let expected = Payloads(try await Walk.run(plain).payloads)
        let store = MemoryVerdictStore()
        for _ in 0..<2 {
            let run = try await Walk.run(repository, store: store)
            #expect(Payloads(run.payloads) == expected)
            #expect(run.rejections.allSatisfy { $0.level == .warning && $0.error.code == .nameEncoding })
            #expect(run.rejections.allSatisfy { $0.error.rule.document == "RFC 6487" && $0.hash != nil })
            #expect(
                run.rejections.map { $0.uri.split(separator: "/").last.map(String.init) ?? "" }
                    == ["isp.cer", "isp.crl", "isp.mft", "utf8.roa"])
        }
    }

    @Test("Strict limits refuse them, whatever was decided before without")
    func strict() async throws {
        let repository = try sample()
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        var limits = ValidationLimits()
        limits.decoding.isStrict = true
        let run = try await Walk.run(repository, store: store, limits: limits)
        #expect(run.rejections.map(\.error.code) == [.subjectName])
        #expect(run.rejections.first?.uri.hasSuffix("/isp.cer") == true)
    }

    @Test("A trust anchor's certificate is used too, with a warning")
    func trustAnchor() async throws {
        var (repository, _) = Walk.sample()
        repository.breakCertificate(of: repository.trustAnchor) { $0.subject = Self.utf8("example") }
        let run = try await Walk.run(repository)
        #expect(!run.payloads.vrps.isEmpty)
        #expect(run.rejections.map(\.error.code) == [.nameEncoding])
    }
}
