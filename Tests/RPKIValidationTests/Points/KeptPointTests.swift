import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("What was last valid (RFC 9286 section 6.6)") struct KeptPointTests {
    private static let later = Walk.now + 2 * Walk.hour

    /// A store that has seen the repository when it was right, and the repository with the point of `isp` out of reach.
    private func outage(
        _ change: (inout RepositoryPlan, AuthorityID) -> Void = { _, _ in }
    ) async throws -> (WatchedStore, RepositoryPlan, isp: AuthorityID) {
        var (repository, isp) = Walk.sample()
        change(&repository, isp)
        let store = WatchedStore()
        let run = try await Walk.run(repository, store: store)
        #expect(run.counts.pointsFailed == 0)
        repository.advance(to: Self.later)
        repository[isp].isCaptured = false
        return (store, repository, isp)
    }

    @Test("Objects of a kept point that have expired since are out, one by one")
    func expired() async throws {
        let (store, repository, _) = try await outage { repository, _ in
            let roa = repository.object(named: "isp/as64496.roa")
            repository[roa].validity = Walk.now...Self.later - 1
        }
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64500 192.0.2.0/26", "AS64497 192.0.2.128/25", "AS64510 198.51.100.0/24"])
        #expect(
            run.findings == [
                "rejected expired isp/as64496.roa", "point-kept unreachable isp/isp.mft",
            ])
    }

    @Test("Objects of a kept point that were not yet valid come in at their time")
    func becomesValid() async throws {
        let (store, repository, _) = try await outage { repository, isp in
            let roa = repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"])
            repository[roa].validity = Self.later...Self.later + Walk.day
        }
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains("AS64499 192.0.2.64/26"))
    }

    @Test("What the kept CRL revokes stays out")
    func revoked() async throws {
        let (store, repository, _) = try await outage { repository, _ in
            repository.revoke(repository.object(named: "isp/as64497.roa"))
        }
        let run = try await Walk.run(repository, store: store)
        #expect(!run.vrps.contains("AS64497 192.0.2.128/25"))
        #expect(run.findings == ["rejected revoked isp/as64497.roa", "point-kept unreachable isp/isp.mft"])
    }

    @Test("A kept point is used until its manifest expires, and not a second longer")
    func dropped() async throws {
        let (store, repository, isp) = try await outage()
        let end = Walk.now + 23 * Walk.hour
        var next = repository
        next.advance(to: end + 1)
        next[isp].isCaptured = false
        let last = try await Walk.run(repository, at: end, store: store)
        #expect(last.counts.pointsKept == 1)
        #expect(last.vrps.contains("AS64497 192.0.2.128/25"))
        let after = try await Walk.run(next, at: end + 1, store: store)
        #expect(after.vrps == ["AS64510 198.51.100.0/24"])
        #expect(after.findings == ["rejected stale isp/isp.mft", "rejected unreachable isp/isp.mft"])
        #expect(after.counts.pointsKept == 0 && after.counts.pointsFailed == 1)
    }

    @Test("It is dropped with its CRL where that expires first")
    func droppedWithList() async throws {
        let (store, repository, _) = try await outage { repository, isp in
            repository.breakCRL(of: isp) { $0.nextUpdate = .x509(Self.later - 1) }
        }
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings == ["rejected stale isp/isp.crl", "rejected unreachable isp/isp.mft"])
    }

    @Test("It is dropped with the manifest's certificate where that expires first")
    func droppedWithCertificate() async throws {
        let (store, repository, _) = try await outage { repository, isp in
            repository.breakManifest(of: isp) { $0.endEntity.notAfter = .x509(Self.later - 1) }
        }
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings == ["rejected expired isp/isp.mft", "rejected unreachable isp/isp.mft"])
    }

    @Test("Points below a kept one are walked as they are now")
    func below() async throws {
        var (store, repository, _) = try await outage()
        let customer = repository.authority(named: "customer")
        repository.addROA(in: customer, asn: 64500, ["192.0.2.32/27"])
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains("AS64500 192.0.2.32/27"))
        #expect(run.counts.pointsFresh == 3)
    }

    @Test("When the CA above takes resources away, kept objects lose them too")
    func narrowed() async throws {
        var (store, repository, isp) = try await outage()
        repository[isp].resources = "AS64496-AS64500 192.0.2.128/25"
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64497 192.0.2.128/25", "AS64510 198.51.100.0/24"])
        #expect(
            run.findings == [
                "rejected overclaim isp/as64496.roa", "rejected overclaim isp/customer.cer",
                "point-kept unreachable isp/isp.mft",
            ])
    }

    @Test("When the CA above revokes the CA, nothing of it is kept")
    func revokedAuthority() async throws {
        var (store, repository, isp) = try await outage()
        repository.revoke(isp)
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings == ["rejected revoked example/isp.cer"])
    }

    @Test("What is kept belongs to a key: another key in the same folder starts from nothing")
    func otherKey() async throws {
        var (store, repository, isp) = try await outage()
        repository[isp].key = try Walk.keys.key(3000)
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.counts.pointsKept == 0)
    }

    @Test("Once the point is right again it is used as it is, and what is gone from it is gone")
    func recovery() async throws {
        var (store, repository, isp) = try await outage()
        _ = try await Walk.run(repository, store: store)
        repository[isp].isCaptured = true
        let gone = repository.object(named: "isp/as64497.roa")
        repository[gone].isListed = false
        repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"])
        repository.advance(to: Self.later + Walk.hour)
        let built = try repository.build()
        let run = try await Walk.run(built, store: store)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.rejections.isEmpty)
        #expect(run.counts.pointsFresh == 4)

        // And it is the new state that is kept from then on.
        repository[isp].isCaptured = false
        let again = try await Walk.run(repository, store: store)
        #expect(Payloads(again.payloads) == Payloads(run.payloads))
        #expect(again.counts.pointsKept == 1)
    }

    @Test("A file that disappears from under an unchanged manifest fails the point as any other does")
    func fileDisappears() async throws {
        let built = try Walk.sample().0.build()
        let source = MemorySource(built)
        let locators = [try Walk.locator(of: built)]
        let store = WatchedStore()
        let first = try await Walk.run(source, locators, at: Walk.now, store: store)
        source["rsync://rpki.example.net/repository/isp/as64496.roa"] = nil
        let second = try await Walk.run(source, locators, at: Walk.now + 60, store: store)
        #expect(second.findings == ["point-kept missing isp/as64496.roa"])
        #expect(Payloads(second.payloads) == Payloads(first.payloads))
        source["rsync://rpki.example.net/repository/isp/isp.crl"]?.removeLast()
        source["rsync://rpki.example.net/repository/isp/as64496.asa"] = nil
        let third = try await Walk.run(source, locators, at: Walk.now + 60, store: store)
        #expect(Payloads(third.payloads) == Payloads(first.payloads))
        #expect(third.counts.pointsKept == 1)
    }

    @Test("An outage does not change what is kept")
    func untouched() async throws {
        let (store, repository, _) = try await outage()
        _ = try await Walk.run(repository, store: store)
        let entries = Dictionary(uniqueKeysWithValues: store.keys.map { ($0, store.entry(for: $0)?.record) })
        store.resetCounts()
        let run = try await Walk.run(repository, at: Self.later + 1, store: store)
        #expect(run.counts.pointsKept == 1)
        #expect(store.counts.keeps == 0)
        #expect(entries == Dictionary(uniqueKeysWithValues: store.keys.map { ($0, store.entry(for: $0)?.record) }))
    }

    @Test("Where a store has lost the objects of a point, the point cannot be kept, and the run goes on")
    func lostObjects() async throws {
        let (store, repository, isp) = try await outage()
        store.forgetObjects()
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings.contains("rejected unreachable isp/isp.mft"))
        #expect(run.findings.contains { $0.hasPrefix("rejected missing isp/") })

        // With the next change all objects are handed over again.
        var next = repository
        next[isp].isCaptured = true
        next.advance(to: Self.later + Walk.hour)
        _ = try await Walk.run(next, store: store)
        next[isp].isCaptured = false
        #expect(try await Walk.run(next, store: store).counts.pointsKept == 1)
    }

    @Test("A point that was never valid is not kept")
    func neverValid() async throws {
        var (repository, isp) = Walk.sample()
        repository.breakManifest(of: isp) { $0.signerInfos[0].signature = .corrupted }
        let store = WatchedStore()
        let run = try await Walk.run(repository, store: store)
        #expect(run.counts.pointsFailed == 1)
        repository[isp].isCaptured = false
        let next = try await Walk.run(repository, store: store)
        #expect(next.vrps == ["AS64510 198.51.100.0/24"])
        #expect(next.counts.pointsKept == 0)
    }
}
