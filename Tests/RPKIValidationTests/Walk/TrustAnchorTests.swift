import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("Trust anchors (RFC 8630 section 3)") struct TrustAnchorTests {
    private static let first = "https://rpki.example.net/example.cer"
    private static let second = "rsync://rpki.example.net/repository/example.cer"

    private func repository() -> RepositoryPlan {
        var repository = Walk.sample().0
        repository.trustAnchorURIs = [Self.first, Self.second]
        return repository
    }

    /// The sample's certificate with something wrong.
    private func certificate(_ edit: @escaping CertificateEdit) throws -> [UInt8] {
        var other = repository()
        other.breakCertificate(of: other.trustAnchor, edit)
        return try #require(try other.build().files[Self.first])
    }

    @Test("The first URI is used, and the others are not asked")
    func firstURI() async throws {
        let built = try repository().build()
        let source = MemorySource(built)
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now)
        #expect(run.rejections.isEmpty)
        #expect(run.authorities[0].certificate == Self.first)
        #expect(source.reads(of: Self.second) == 0)
    }

    enum Trouble: String, CaseIterable, Sendable {
        case missing, unreadable, empty, damaged, otherKey, expired, badSignature, noAuthority
    }

    private func spoil(_ source: MemorySource, _ trouble: Trouble) throws -> ObjectError.Code {
        switch trouble {
        case .missing:
            source[Self.first] = nil
            return .unreachable
        case .unreadable:
            source.makeUnreadable(Self.first)
            return .unreachable
        case .empty:
            source[Self.first] = []
            return .truncated
        case .damaged:
            source[Self.first] = Array("<html>".utf8)
            return .tag
        case .otherKey:
            var other = repository()
            other[other.trustAnchor].key = try Walk.keys.key(3002)
            source[Self.first] = try other.build().files[Self.first]
            return .trustAnchorMismatch
        case .expired:
            source[Self.first] = try certificate { $0.notAfter = .x509(Walk.now - 1) }
            return .expired
        case .badSignature:
            source[Self.first] = try certificate { $0.signature = .corrupted }
            return .signature
        case .noAuthority:
            source[Self.first] = try certificate { $0.extensions[OID.basicConstraints] = nil }
            return .basicConstraints
        }
    }

    @Test(
        "When the first URI has no valid certificate with the locator's key, the next one is asked",
        arguments: Trouble.allCases)
    func nextURI(trouble: Trouble) async throws {
        let built = try repository().build()
        let source = MemorySource(built)
        let code = try spoil(source, trouble)
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.rejections.map(\.uri) == [Self.first])
        #expect(run.rejections.map(\.level) == [.warning])
        #expect(run.rejections.map(\.error.code) == [code])
        #expect(run.authorities[0].certificate == Self.second)
    }

    @Test("When no URI has one, the certificate that was last valid is used", arguments: Trouble.allCases)
    func kept(trouble: Trouble) async throws {
        let built = try repository().build()
        let source = MemorySource(built)
        let store = MemoryVerdictStore()
        _ = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now, store: store)
        let code = try spoil(source, trouble)
        source[Self.second] = nil
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now, store: store)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.rejections.map(\.level) == [.pointKept, .pointKept])
        #expect(Set(run.rejections.map(\.error.code)) == [code, .unreachable])
    }

    @Test("Without one that was last valid, nothing hangs below the locator", arguments: Trouble.allCases)
    func none(trouble: Trouble) async throws {
        let built = try repository().build()
        let source = MemorySource(built)
        let code = try spoil(source, trouble)
        source[Self.second] = nil
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now)
        #expect(run.payloads.isEmpty)
        #expect(run.trustAnchors.map(\.isFound) == [false])
        #expect(run.trustAnchors[0].counts.certificates.invalid == 1)
        #expect(run.rejections.map(\.level) == [.rejected, .rejected])
        #expect(Set(run.rejections.map(\.error.code)) == [code, .unreachable])
    }

    @Test("The certificate that was last valid is used until it expires")
    func keptExpires() async throws {
        var repository = repository()
        repository.trustAnchorCertificate.validity = Walk.now - 60...Walk.now + 60
        let built = try repository.build()
        let source = MemorySource(built)
        let store = MemoryVerdictStore()
        _ = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now, store: store)
        source[Self.first] = nil
        source[Self.second] = nil
        #expect(
            try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now + 60, store: store).payloads.vrps.count
                == 5)
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now + 61, store: store)
        #expect(run.payloads.isEmpty)
        #expect(!run.trustAnchors[0].isFound)
    }

    @Test("A certificate issued anew with the same key takes the place of the one before")
    func reissued() async throws {
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository(), store: store)
        var next = repository()
        next.advance(to: Walk.now + 60)
        next[next.trustAnchor].resources = "AS64510 198.51.100.0/24"
        let run = try await Walk.run(next, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings == ["rejected overclaim example/isp.cer"])
    }

    struct Issue: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Hours after those of the certificate that was last valid.
        let notBefore: Double
        let notAfter: Double
        let isTaken: Bool
    }

    @Test(
        "Of two valid certificates the one with the later notBefore counts, of two alike the one that ends first",
        arguments: [
            Issue(testDescription: "later", notBefore: 1, notAfter: 1, isTaken: true),
            Issue(testDescription: "later and shorter", notBefore: 1, notAfter: -1, isTaken: true),
            Issue(testDescription: "the same period", notBefore: 0, notAfter: 0, isTaken: true),
            Issue(testDescription: "shorter", notBefore: 0, notAfter: -1, isTaken: true),
            Issue(testDescription: "longer", notBefore: 0, notAfter: 1, isTaken: false),
            Issue(testDescription: "earlier", notBefore: -1, notAfter: 1, isTaken: false),
            Issue(testDescription: "earlier and shorter", notBefore: -1, notAfter: -1, isTaken: false),
        ])
    func replay(issue: Issue) async throws {
        let validity = Walk.now - 10 * Walk.hour...Walk.now + 10 * Walk.hour
        var repository = repository()
        repository.trustAnchorCertificate.validity = validity
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository.trustAnchorCertificate.validity =
            validity.lowerBound + issue.notBefore * Walk.hour...validity.upperBound + issue.notAfter * Walk.hour
        repository.advance(to: Walk.now + 60)
        repository[repository.trustAnchor].resources = "AS64510 198.51.100.0/24"
        let built = try repository.build()
        let source = MemorySource(built)
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: built.now, store: store)
        #expect(run.trustAnchors[0].isFound)
        #expect(run.payloads.vrps.count == (issue.isTaken ? 1 : 5))
        let stale = run.rejections.filter { $0.error.code == .stale }
        #expect(stale.map(\.uri) == (issue.isTaken ? [] : [Self.first, Self.second]))
        #expect(stale.allSatisfy { $0.level == .pointKept })
    }

    @Test("Once the certificate that was last valid has expired, an older one will do")
    func replayAfterExpiry() async throws {
        var repository = repository()
        repository.trustAnchorCertificate.validity = Walk.now - Walk.hour...Walk.now + Walk.hour
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository.trustAnchorCertificate.validity = Walk.now - 2 * Walk.hour...Walk.now + 2 * Walk.hour
        let before = try await Walk.run(repository, at: Walk.now + Walk.hour, store: store)
        #expect(before.rejections.map(\.error.code) == [.stale, .stale])
        let after = try await Walk.run(repository, at: Walk.now + Walk.hour + 1, store: store)
        #expect(after.rejections.isEmpty)
        #expect(after.payloads.vrps.count == 5)
    }

    @Test("One locator without a certificate takes nothing from the others")
    func beside() async throws {
        var lost = Walk.plan("lost", host: "lost.example")
        lost[lost.trustAnchor].key = try Walk.keys.key(3003)
        let repositories = [try lost.build(), try Walk.sample().0.build()]
        let run = try await Walk.run(MemorySource(repositories[1]), repositories.map(Walk.locator), at: Walk.now)
        #expect(run.trustAnchors.map(\.isFound) == [false, true])
        #expect(run.payloads.vrps.count == 5)
    }

    @Test("Two locators with one key give the same payloads, each under its own name", arguments: [1, 8])
    func sameKey(workers: Int) async throws {
        let built = try repository().build()
        let locator = try Walk.locator(of: built)
        let second = TrustAnchorLocator(
            name: "second", uris: locator.uris, subjectPublicKeyInfo: locator.subjectPublicKeyInfo)
        let store = MemoryVerdictStore()
        for _ in 0..<2 {
            let run = try await Walk.run(
                MemorySource(built), [locator, second], at: Walk.now, store: store, workers: workers)
            #expect(run.trustAnchors.map(\.vrps) == [5, 5])
            #expect(run.payloads.vrps.count == 5)
            #expect(run.payloads.sources(of: run.payloads.vrps[0])?.map(\.trustAnchor) == ["example", "second"])
            #expect(run.rejections.isEmpty)
        }
    }

    @Test("A CA that two trust anchors certify is remembered for each of them apart")
    func sharedAuthority() async throws {
        var first = Walk.plan("first", host: "first.example", resources: "AS64496 192.0.2.0/24")
        var second = Walk.plan("second", host: "second.example", resources: "AS64497 198.51.100.0/24")
        second[second.trustAnchor].key = try Walk.keys.key(3004)
        let key = try Walk.keys.key(3005)
        let folder = "rsync://shared.example/repository/shared/"
        for (index, resources) in (["AS64496 192.0.2.0/24", "AS64497 198.51.100.0/24"] as [Resources]).enumerated() {
            func add(_ repository: inout RepositoryPlan) {
                let shared = repository.addCA("shared", resources: resources)
                repository[shared].key = key
                repository[shared].publicationPoint = folder
                repository.addROA(in: shared, asn: 64496, ["192.0.2.0/24"], name: "first.roa")
                repository.addROA(in: shared, asn: 64497, ["198.51.100.0/24"], name: "second.roa")
            }
            if index == 0 { add(&first) } else { add(&second) }
        }
        let repositories = [try first.build(), try second.build()]
        let shared = folder + "shared.mft"
        #expect(repositories[0].files[folder + "first.roa"] != nil)
        let store = WatchedStore()
        let source = MemorySource(repositories[1], repositories[0])
        // The certificates name the issuer's folder, and only first's objects are there: second finds its own CA's
        // objects refused by issuer, which is what must not leak from one to the other.
        let locators = try repositories.map(Walk.locator)
        let cold = try await Walk.run(source, locators, at: Walk.now)
        for _ in 0..<2 {
            let run = try await Walk.run(source, locators, at: Walk.now, store: store)
            #expect(run.digest == cold.digest)
        }
        #expect(store.keys.filter { $0.repository == folder }.count == 2)
        #expect(cold.vrps.contains("AS64496 192.0.2.0/24"))
        #expect(source[shared] != nil)
    }
}
