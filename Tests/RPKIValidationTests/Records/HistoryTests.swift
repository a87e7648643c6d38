import Foundation
import NumberResources
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

/// A history of a repository, run with and without what was remembered: remembering saves work and changes no answer.
@Suite("Remembering changes no answer") struct HistoryTests {
    /// What happens to the sample, step by step; times are hours after the first step.
    struct Event: Sendable {
        let hours: Double
        let apply: @Sendable (inout RepositoryPlan, AuthorityID) -> Void

        init(_ hours: Double, _ apply: @escaping @Sendable (inout RepositoryPlan, AuthorityID) -> Void = { _, _ in }) {
            self.hours = hours
            self.apply = apply
        }
    }

    /// Each step is right, so that nothing is ever kept of the one before.
    private static let orderly: [Event] = [
        Event(0),
        Event(1) { repository, isp in
            repository.advance(to: Walk.now + Walk.hour)
            repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"], name: "new.roa")
        },
        Event(2) { repository, _ in
            repository.advance(to: Walk.now + 2 * Walk.hour)
            repository.revoke(repository.object(named: "isp/new.roa"))
        },
        Event(3) { repository, isp in
            repository.advance(to: Walk.now + 3 * Walk.hour)
            repository[isp].resources = "AS64496-AS64500 192.0.2.0/25 2001:db8::/32"
        },
        Event(4) { repository, isp in
            repository.advance(to: Walk.now + 4 * Walk.hour)
            repository[isp].resources = "AS64496-AS64500 192.0.2.0/24 2001:db8::/32"
            repository.addROA(in: isp, asn: 64498, ["192.0.2.0/24"], name: "wrong.roa") {
                $0.signerInfos[0].signature = .corrupted
            }
        },
        Event(5) { repository, isp in
            repository.advance(to: Walk.now + 5 * Walk.hour)
            let new = repository.addCA("isp-new", resources: repository[isp].resources, sharing: isp)
            repository.addROA(in: new, asn: 64496, ["192.0.2.0/24"], name: "new-key.roa")
        },
        Event(6) { repository, isp in
            repository.advance(to: Walk.now + 6 * Walk.hour)
            repository.revoke(isp)
        },
        Event(100) { repository, _ in
            repository.advance(to: Walk.now + 100 * Walk.hour)
        },
        Event(24 * 89) { repository, _ in
            repository.advance(to: Walk.now + 24 * 89 * Walk.hour)
        },
        // The ROAs' certificates have expired.
        Event(24 * 91) { repository, _ in
            repository.advance(to: Walk.now + 24 * 91 * Walk.hour)
        },
    ]

    @Test("Over an orderly history every run gives what it gives without a memory", arguments: [1, 4])
    func orderly(workers: Int) async throws {
        var (repository, isp) = Walk.sample()
        let store = WatchedStore()
        for event in Self.orderly {
            event.apply(&repository, isp)
            let built = try repository.build()
            // And so it is at any clock while the objects are as they are; past the end of manifests all is gone.
            for minutes in [0.0, 1, 30, 60 * 22, 60 * 24, 60 * 24 * 400] as [Double] {
                let date = Walk.now + (event.hours + minutes / 60) * Walk.hour
                let fresh = try await Walk.run(built, at: date)
                let remembering = try await Walk.run(built, at: date, store: store, workers: workers)
                if fresh.counts.pointsFailed == 0 {
                    #expect(remembering.digest == fresh.digest, "at \(event.hours) h and \(minutes) min")
                } else {
                    #expect(Payloads(remembering.payloads) == Payloads(fresh.payloads))
                }
            }
        }
    }

    /// Steps with outages and faults.
    private static let troubled: [Event] = [
        Event(0),
        Event(1) { repository, isp in
            repository.advance(to: Walk.now + Walk.hour)
            repository[isp].isCaptured = false
        },
        Event(2) { repository, isp in
            repository[isp].isCaptured = true
            repository.breakManifest(of: isp) { $0.signerInfos[0].signature = .corrupted }
        },
        Event(3) { repository, isp in
            repository[repository.trustAnchor].publishesCRL = false
            repository.advance(to: Walk.now + 3 * Walk.hour)
        },
        Event(4) { repository, isp in
            repository[repository.trustAnchor].publishesCRL = true
            repository[isp].resources = "AS64496-AS64500 192.0.2.0/25"
            repository.advance(to: Walk.now + 4 * Walk.hour)
        },
        Event(30) { repository, isp in
            repository[repository.trustAnchor].publishesCRL = true
            repository.advance(to: Walk.now + 30 * Walk.hour)
        },
    ]

    @Test(
        "With faults, a memory that was used and one that only saw the last valid state agree", arguments: Array(0..<4))
    func troubled(shift: Int) async throws {
        var (repository, isp) = Walk.sample()
        let store = WatchedStore()
        for event in Self.troubled {
            event.apply(&repository, isp)
            let built = try repository.build()
            let date = Walk.now + event.hours * Walk.hour + Double(shift) * 15 * 60
            // The copy has the same state and has not been asked anything yet.
            let copy = WatchedStore(copying: store)
            let used = try await Walk.run(built, at: date, store: store, workers: 1 + shift)
            let again = try await Walk.run(built, at: date, store: store)
            let other = try await Walk.run(built, at: date, store: copy)
            #expect(used.digest == other.digest, "at \(event.hours) h")
            #expect(used.digest == again.digest, "at \(event.hours) h")
        }
    }

    @Test("Nothing is trusted longer than its chain lives, whatever is remembered", arguments: Ending.all)
    func endings(ending: Ending) async throws {
        let end = Walk.now + 3 * Walk.hour
        var repository = Walk.sample().0
        ending.apply(&repository, end)
        let built = try repository.build()
        let store = WatchedStore()
        for offset in [-10.0, -1, 0, 1, 10] {
            let fresh = try await Walk.run(built, at: end + offset)
            let remembering = try await Walk.run(built, at: end + offset, store: store)
            #expect(Payloads(remembering.payloads) == Payloads(fresh.payloads))
            #expect(remembering.vrps.contains("AS64500 192.0.2.0/26") == (offset <= 0))
        }
        // Nor when the point is out of reach.
        let gone = MemorySource(built)
        for uri in built.uris where !uri.hasSuffix("/example.cer") { gone[uri] = nil }
        let unreached = try await Walk.run(gone, [Walk.locator(of: built)], at: end + 1, store: store)
        #expect(!unreached.vrps.contains("AS64500 192.0.2.0/26"))
        let last = try await Walk.run(gone, [Walk.locator(of: built)], at: end, store: store)
        #expect(last.vrps.contains("AS64500 192.0.2.0/26"))
    }
}
