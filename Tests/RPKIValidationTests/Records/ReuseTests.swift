import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing
import ValidatedPayloads

@testable import RPKIValidation

/// Verdicts are used again for objects whose octets, issuer and resources have not changed, and for no others.
///
/// That a verdict was used is seen by changing it: a record whose verdict is a lie makes the run tell the lie, and a run
/// that verifies anew does not.
@Suite("The verdict cache") struct ReuseTests {
    /// Changes every ROA of AS 64496 in the records of `isp` to AS 666, as only somebody who writes the store could.
    private func plantLie(_ store: WatchedStore) {
        store.changeRecords { key, octets in
            guard let record = PointRecord(encoded: octets) else { return }
            var changed = record
            for place in record.files.indices {
                guard case .routeOrigins(let signer, let origins) = record.files[place].verdict, origins.asn == 64496
                else { continue }
                changed.files[place].verdict = .routeOrigins(
                    signer, ObjectVerdict.RouteOrigins(asn: 666, addresses: origins.addresses))
            }
            octets = changed.encoded
        }
    }

    private static let lie = "AS666 192.0.2.0/24-26"
    private static let truth = "AS64496 192.0.2.0/24-26"

    /// A store that has seen the sample, with a lie in it.
    private func lyingStore() async throws -> (WatchedStore, RepositoryPlan, isp: AuthorityID) {
        let (repository, isp) = Walk.sample()
        let store = WatchedStore()
        _ = try await Walk.run(repository, store: store)
        plantLie(store)
        return (store, repository, isp)
    }

    @Test("Nothing is verified again, and nothing kept again, when nothing has changed")
    func unchanged() async throws {
        let (store, repository, _) = try await lyingStore()
        store.resetCounts()
        let run = try await Walk.run(repository, at: Walk.now + 60, store: store)
        #expect(run.vrps.contains(Self.lie) && !run.vrps.contains(Self.truth))
        // A record for the trust anchor's certificate and one for each point; of objects none.
        #expect(store.counts == WatchedStore.Counts(records: 5, objects: 0, keeps: 0))
    }

    @Test("A manifest and CRL issued anew over unchanged objects reuse the verdicts on these")
    func reissued() async throws {
        var (store, repository, _) = try await lyingStore()
        repository.advance(to: Walk.now + Walk.hour)
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains(Self.lie))
        #expect(run.rejections.isEmpty)
    }

    @Test("Verdicts outlast an expired manifest: what has to be new is the manifest, not the objects")
    func afterExpiry() async throws {
        var (store, repository, _) = try await lyingStore()
        repository.advance(to: Walk.now + 5 * Walk.day)
        #expect(try await Walk.run(repository, store: store).vrps.contains(Self.lie))
    }

    @Test("An object added beside does not touch the verdicts on the others")
    func added() async throws {
        var (store, repository, isp) = try await lyingStore()
        repository.advance(to: Walk.now + Walk.hour)
        repository.addROA(in: isp, asn: 64498, ["192.0.2.64/26"])
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains(Self.lie))
        #expect(run.vrps.contains("AS64498 192.0.2.64/26"))
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let apply: @Sendable (inout RepositoryPlan, AuthorityID) throws -> Void
    }

    @Test(
        "Verdicts are reached anew when something has changed that they were reached against",
        arguments: [
            Change(testDescription: "the object's octets") { repository, _ in
                let roa = repository.object(named: "isp/as64496.roa")
                repository[roa].validity = Walk.now - 60...Walk.now + 90 * Walk.day
            },
            Change(testDescription: "the object's name") { repository, _ in
                let roa = repository.object(named: "isp/as64496.roa")
                repository[roa].name = "renamed.roa"
            },
            Change(testDescription: "the CA's key") { repository, isp in
                repository[isp].key = try Walk.keys.key(3100)
            },
            Change(testDescription: "the CA's name") { repository, isp in
                repository[isp].subject = "renamed"
            },
            Change(testDescription: "the CA's resources") { repository, isp in
                repository[isp].resources = "AS64496-AS64501 192.0.2.0/24 2001:db8::/32"
            },
            Change(testDescription: "what the CA inherits") { repository, isp in
                repository[isp].resources = "AS64496-AS64500 ipv4:inherit ipv6:inherit"
            },
            Change(testDescription: "the CRL's name") { repository, isp in
                repository[isp].crlName = "renamed.crl"
            },
            Change(testDescription: "the folder") { repository, isp in
                repository[isp].publicationPoint = "rsync://rpki.example.net/repository/moved/"
            },
            Change(testDescription: "the trust anchor's key") { repository, _ in
                repository[repository.trustAnchor].key = try Walk.keys.key(3101)
            },
        ])
    func changed(change: Change) async throws {
        var (store, repository, isp) = try await lyingStore()
        repository.advance(to: Walk.now + Walk.hour)
        try change.apply(&repository, isp)
        let built = try repository.build()
        let run = try await Walk.run(built, store: store)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.vrps.contains(Self.truth) && !run.vrps.contains(Self.lie))
    }

    struct Replay: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: ObjectError.Code
        let apply: @Sendable (inout RepositoryPlan, AuthorityID) throws -> Void
    }

    @Test(
        "An object that was valid is refused where its octets no longer fit, whatever is remembered of them",
        arguments: [
            Replay(testDescription: "under another CRL", code: .crlDistributionPoints) { repository, isp in
                repository[isp].crlName = "renamed.crl"
            },
            Replay(testDescription: "under another name of the CA", code: .issuerMismatch) { repository, isp in
                repository[isp].subject = "renamed"
            },
            Replay(testDescription: "under another key of the CA", code: .authorityKeyIdentifier) { repository, isp in
                repository[isp].key = try Walk.keys.key(3103)
            },
            Replay(testDescription: "in another folder", code: .misplaced) { repository, isp in
                repository[isp].publicationPoint = "rsync://rpki.example.net/repository/moved/"
            },
            Replay(testDescription: "under another name", code: .misplaced) { repository, _ in
                let roa = repository.object(named: "isp/as64496.roa")
                repository[roa].name = "renamed.roa"
            },
            Replay(testDescription: "under a CA that no longer holds its prefix", code: .overclaim) { repository, isp in
                repository[isp].resources = "AS64496-AS64500 192.0.2.0/24"
            },
        ])
    func replayed(replay: Replay) async throws {
        var (store, repository, isp) = try await lyingStore()
        let octets = try #require(
            try repository.build().files["rsync://rpki.example.net/repository/isp/as64496.roa"])
        repository.advance(to: Walk.now + Walk.hour)
        let roa = repository.object(named: "isp/as64496.roa")
        repository[roa].kind = .octets(octets)
        try replay.apply(&repository, isp)
        let run = try await Walk.run(repository, store: store)
        #expect(!run.vrps.contains(Self.truth) && !run.vrps.contains(Self.lie))
        let rejections = run.rejections.filter { $0.uri == repository.uri(of: roa) }
        #expect(rejections.map(\.error.code) == [replay.code])
        #expect(run.vrps.contains("AS64497 192.0.2.128/25"))
    }

    @Test("Verdicts are reached anew when the limits on objects have changed, refused ones too")
    func limits() async throws {
        let (store, repository, _) = try await lyingStore()
        var narrow = ValidationLimits()
        narrow.decoding.providers = 1
        let refused = try await Walk.run(repository, store: store, limits: narrow)
        #expect(refused.findings == ["rejected count-limit isp/as64496.asa"])
        #expect(refused.vrps.contains(Self.truth))
        let wide = try await Walk.run(repository, store: store)
        #expect(wide.rejections.isEmpty)
        #expect(wide.payloads.aspas.count == 1)
    }

    @Test("One trust anchor's verdicts are not another's, though all below it is the same")
    func otherTrustAnchor() async throws {
        let (store, first, _) = try await lyingStore()
        var second = first
        second[second.trustAnchor].key = try Walk.keys.key(3102)
        let run = try await Walk.run(second, store: store)
        #expect(run.vrps.contains(Self.truth) && !run.vrps.contains(Self.lie))
        // And the first one's are still there.
        #expect(try await Walk.run(first, store: store).vrps.contains(Self.lie))
    }

    @Test("A refused object is not verified again either, and refused for the same reason")
    func refused() async throws {
        var (repository, isp) = Walk.sample()
        repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"], name: "wrong.roa") {
            $0.signerInfos[0].signature = .corrupted
        }
        let store = WatchedStore()
        let first = try await Walk.run(repository, store: store)
        store.resetCounts()
        let second = try await Walk.run(repository, store: store)
        #expect(second.digest == first.digest)
        #expect(store.counts.keeps == 0)
    }

    @Test("A revocation takes effect at once, whatever is remembered of the object")
    func revocation() async throws {
        var (store, repository, _) = try await lyingStore()
        repository.advance(to: Walk.now + Walk.hour)
        repository.revoke(repository.object(named: "isp/as64496.roa"))
        let run = try await Walk.run(repository, store: store)
        #expect(!run.vrps.contains(Self.lie) && !run.vrps.contains(Self.truth))
        #expect(run.findings == ["rejected revoked isp/as64496.roa"])
    }

    @Test("A CRL that is remembered is not verified again, and one that is not, is")
    func revocationList() async throws {
        var (store, repository, isp) = try await lyingStore()
        repository.advance(to: Walk.now + Walk.hour)
        repository.breakCRL(of: isp) { $0.signature = .corrupted }
        let run = try await Walk.run(repository, store: store)
        #expect(run.findings == ["point-kept signature isp/isp.crl"])
    }

    @Test("When a store cannot keep what it is given, the run fails and says so")
    func storeFails() async throws {
        let store = WatchedStore()
        store.failAfter(keeps: 2)
        let built = try Walk.sample().0.build()
        await #expect(throws: WatchedStore.Failure.self) {
            _ = try await Walk.run(built, store: store, workers: 4)
        }
        // What was kept before is whole, and the next run goes on from there.
        store.failAfter(keeps: 100)
        let run = try await Walk.run(built, store: store)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
    }
}
