import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing

@Suite("Manifests go forward (RFC 9286 section 4.2.1, RFC 9981 section 2)") struct ManifestProgressTests {
    /// The next state of the sample: `isp` has another ROA.
    private func next(_ repository: RepositoryPlan, _ isp: AuthorityID) -> RepositoryPlan {
        var next = repository
        next.advance(to: Walk.now + Walk.hour)
        next.addROA(in: isp, asn: 64499, ["192.0.2.64/26"])
        return next
    }

    struct Step: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Of the second manifest, over the first.
        let number: Int
        let seconds: Double
        let isAccepted: Bool
    }

    @Test(
        "A manifest must have a higher number and a later thisUpdate than the one that was last valid",
        arguments: [
            Step(testDescription: "number and time later", number: 1, seconds: 1, isAccepted: true),
            Step(testDescription: "a gap in numbers", number: 900, seconds: 1, isAccepted: true),
            Step(testDescription: "the number again", number: 0, seconds: 1, isAccepted: false),
            Step(testDescription: "a lower number", number: -1, seconds: 1, isAccepted: false),
            Step(testDescription: "the time again", number: 1, seconds: 0, isAccepted: false),
            Step(testDescription: "an earlier time", number: 1, seconds: -1, isAccepted: false),
            Step(testDescription: "both again", number: 0, seconds: 0, isAccepted: false),
        ])
    func progress(step: Step) async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].manifestNumber = 100
        let store = MemoryVerdictStore()
        let thisUpdate = repository[isp].thisUpdate
        _ = try await Walk.run(repository, store: store)
        repository = next(repository, isp)
        repository[isp].manifestNumber = UInt64(100 + step.number)
        repository[isp].thisUpdate = thisUpdate + step.seconds
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains("AS64499 192.0.2.64/26") == step.isAccepted)
        #expect(run.findings == (step.isAccepted ? [] : ["point-kept manifest-regression isp/isp.mft"]))
        #expect(run.vrps.contains("AS64497 192.0.2.128/25"))
    }

    @Test("Once the manifest that was last valid has expired, any number will do")
    func afterExpiry() async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].manifestNumber = 100
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository.advance(to: Walk.now + 2 * Walk.day)
        repository[isp].manifestNumber = 1
        let run = try await Walk.run(repository, store: store)
        #expect(run.rejections.isEmpty)
        #expect(run.counts.pointsFresh == 4)
    }

    @Test("Numbers of up to 20 octets are compared as numbers")
    func largeNumbers() async throws {
        var (repository, isp) = Walk.sample()
        repository.breakManifest(of: isp) { $0.manifest?.manifestNumber = .powerOfTwo(158) }
        repository[isp].isRefused = false
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository.advance(to: Walk.now + Walk.hour)
        repository.breakManifest(of: isp) { $0.manifest?.manifestNumber = .powerOfTwo(64) }
        let run = try await Walk.run(repository, store: store)
        #expect(run.findings == ["point-kept manifest-regression isp/isp.mft"])
    }

    @Test("A manifest under another name is reported once, and its number is free")
    func renamed() async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].manifestNumber = 100
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository = next(repository, isp)
        repository[isp].manifestName = "renamed.mft"
        repository[isp].manifestNumber = 1
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains("AS64499 192.0.2.64/26"))
        #expect(run.findings == ["warning manifest-renamed isp/renamed.mft"])
        let again = try await Walk.run(repository, store: store)
        #expect(again.rejections.isEmpty)
    }

    @Test("A manifest under another name does not turn back time")
    func renamedReplay() async throws {
        var (repository, isp) = Walk.sample()
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        let thisUpdate = repository[isp].thisUpdate
        repository = next(repository, isp)
        repository[isp].manifestName = "renamed.mft"
        repository[isp].thisUpdate = thisUpdate - 1
        let run = try await Walk.run(repository, store: store)
        #expect(!run.vrps.contains("AS64499 192.0.2.64/26"))
        #expect(run.findings == ["point-kept manifest-regression isp/renamed.mft"])
    }

    @Test("A manifest under another name that cannot be used leaves the one before in use")
    func renamedAndBroken() async throws {
        var (repository, isp) = Walk.sample()
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository = next(repository, isp)
        repository[isp].manifestName = "renamed.mft"
        repository[isp].publishesManifest = false
        let run = try await Walk.run(repository, store: store)
        #expect(run.vrps.contains("AS64497 192.0.2.128/25"))
        #expect(run.findings == ["point-kept unreachable isp/renamed.mft"])
    }

    @Test("A replayed manifest with all its files is no way back, by whatever path")
    func replay() async throws {
        let (first, isp) = Walk.sample()
        let store = MemoryVerdictStore()
        let second = next(first, isp)
        _ = try await Walk.run(first, store: store)
        _ = try await Walk.run(second, store: store)
        let run = try await Walk.run(first, at: Walk.now + Walk.hour, store: store)
        #expect(run.vrps.contains("AS64499 192.0.2.64/26"))
        #expect(run.counts.pointsKept == 4)
        #expect(run.findings.allSatisfy { $0.hasPrefix("point-kept manifest-regression") })
    }

    @Test("The two keys of a rollover have numbers of their own in one folder (RFC 6489)")
    func rollover() async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].manifestNumber = 100
        let store = MemoryVerdictStore()
        _ = try await Walk.run(repository, store: store)
        repository = next(repository, isp)
        let new = repository.addCA("isp-new", resources: repository[isp].resources, sharing: isp)
        repository.addROA(in: new, asn: 64498, ["192.0.2.0/25"])
        let run = try await Walk.run(repository, store: store)
        #expect(run.rejections.isEmpty)
        #expect(run.vrps.contains("AS64498 192.0.2.0/25"))
        #expect(run.vrps.contains("AS64499 192.0.2.64/26"))

        // Both are kept, each for itself.
        repository[isp].publishesCRL = false
        repository[new].publishesManifest = false
        let kept = try await Walk.run(repository, store: store)
        #expect(Payloads(kept.payloads) == Payloads(run.payloads))
        #expect(kept.findings == ["point-kept unreachable isp/isp-new.mft", "point-kept missing isp/isp.crl"])
    }
}
