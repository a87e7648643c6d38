import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("Points to the last octet and second") struct PointBoundaryTests {
    @Test("A point of exactly as many octets as the limit is accepted, with one more it is not")
    func pointOctets() async throws {
        var (repository, isp) = Walk.sample()
        repository.addFile(in: isp, name: "large.xyz", [UInt8](repeating: 0, count: 50_000))
        let built = try repository.build()
        // Those that the manifest lists: all of the folder but the manifest itself.
        let size = built.files.filter { $0.key.contains("/isp/") && !$0.key.hasSuffix(".mft") }.values
            .reduce(0) { $0 + $1.count }
        #expect(size > 50_000)
        var limits = ValidationLimits()
        limits.pointOctets = size
        #expect(try await Walk.run(built, limits: limits).counts.pointsFresh == 4)
        limits.pointOctets = size - 1
        let run = try await Walk.run(built, limits: limits)
        #expect(run.findings == ["rejected count-limit isp/isp.mft"])
        #expect(run.counts.pointsFailed == 1)
    }

    /// A store that has seen the sample, and the sample with the point of `isp` out of reach two hours later.
    private func outage() async throws -> (WatchedStore, RepositoryPlan, isp: AuthorityID) {
        var (repository, isp) = Walk.sample()
        let store = WatchedStore()
        _ = try await Walk.run(repository, store: store)
        repository.advance(to: Walk.now + 2 * Walk.hour)
        repository[isp].isCaptured = false
        return (store, repository, isp)
    }

    @Test("A store that returns other octets for a hash fails the kept point: nothing of it is used")
    func otherOctets() async throws {
        let (store, repository, _) = try await outage()
        // The end of the signature: a CRL that was verified before is not verified again.
        store.changeObjects { octets in
            if let last = octets.indices.last { octets[last] ^= 1 }
        }
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.counts.pointsKept == 0)
        #expect(run.counts.pointsFailed == 1)
        #expect(run.findings.contains { $0.hasPrefix("rejected missing isp/") })
    }

    @Test("The same when all verdicts are reached anew, because the CA has other resources now")
    func otherOctetsAnew() async throws {
        var (store, repository, isp) = try await outage()
        repository[isp].resources = "AS64496-AS64500 192.0.2.0/24"
        store.changeObjects { octets in
            if let last = octets.indices.last { octets[last] ^= 1 }
        }
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings.contains("rejected missing isp/isp.mft"))
        #expect(run.counts.pointsKept == 0)
    }

    @Test(
        "A manifest counts from its thisUpdate to its nextUpdate, both included",
        arguments: [(-1.0, "not-yet-valid"), (0, nil), (86_400, nil), (86_401, "stale")] as [(Double, String?)])
    func manifestTimes(seconds: Double, code: String?) async throws {
        let (repository, isp) = Walk.sample()
        let built = try repository.build()
        let thisUpdate = repository[isp].thisUpdate
        try #require(repository[isp].nextUpdate == thisUpdate + 86_400)
        let run = try await Walk.run(built, at: thisUpdate + seconds)
        // The trust anchor's own point has the same times, and is the first to fail.
        #expect(run.findings.first?.split(separator: " ")[1].description == code)
        #expect(run.payloads.isEmpty == (code != nil))
    }
}
