import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

/// A process that walks again and again works only on what has changed, and gives what a first walk would give.
@Suite("The memory of a walk") struct WalkMemoryTests {
    private let memory = WalkMemory()
    private let store = MemoryVerdictStore()

    private func run(
        _ source: StampedSource, _ repository: TestRepository, at date: Date
    ) async throws -> ValidationRun {
        try await Validator(source: source, store: store, memory: memory, workers: 2)
            .run(from: [Walk.locator(of: repository)], at: date)
    }

    /// What a process gives that remembers nothing but what is in its store.
    private func forgetful(
        _ source: StampedSource, _ repository: TestRepository, at date: Date, _ store: MemoryVerdictStore
    ) async throws -> ValidationRun {
        try await Validator(source: source, store: store).run(from: [Walk.locator(of: repository)], at: date)
    }

    @Test(
        "When nothing has changed no point is worked on again and no object is read but the trust anchor's certificate")
    func unchanged() async throws {
        let repository = try Walk.sample().0.build()
        let source = StampedSource(repository)
        let first = try await run(source, repository, at: Walk.now)
        #expect(memory.hits == 0)
        let reads = source.reads
        let second = try await run(source, repository, at: Walk.now + 60)
        #expect(memory.hits == 4)
        #expect(source.reads == reads + 1)
        #expect(second.date == Walk.now + 60)
        #expect(Payloads(second.payloads) == Payloads(first.payloads))
        #expect(second.authorities.map(\.manifest) == first.authorities.map(\.manifest))
    }

    @Test("A change to one point costs that point, and leaves those beside it and below it as they were")
    func onePointChanged() async throws {
        var (plan, isp) = Walk.sample()
        let repository = try plan.build()
        let source = StampedSource(repository)
        _ = try await run(source, repository, at: Walk.now)
        plan.addROA(in: isp, asn: 64499, ["192.0.2.64/26"])
        plan.reissue(isp, at: Walk.now + 30)
        source.replace(by: try plan.build())
        let second = try await run(source, repository, at: Walk.now + 60)
        #expect(second.vrps.contains("AS64499 192.0.2.64/26"))
        #expect(memory.hits >= 2)
        #expect(second.rejections.isEmpty)
    }

    @Test("The moment at which time alone changes something ends what is remembered; so does a clock that is set back")
    func time() async throws {
        let repository = try Walk.sample().0.build()
        let source = StampedSource(repository)
        _ = try await run(source, repository, at: Walk.now)
        let late = try await run(source, repository, at: Walk.now + 400 * Walk.day)
        #expect(late.payloads.isEmpty)
        let again = try await run(source, repository, at: Walk.now)
        #expect(memory.hits == 0)
        #expect(!again.payloads.isEmpty)
        let early = try await run(source, repository, at: Walk.now - 400 * Walk.day)
        #expect(early.payloads.isEmpty)
    }

    @Test("Whatever changes, the result is that of a process without a memory", arguments: 0..<6)
    func sameResult(seed: Int) async throws {
        var (plan, isp) = Walk.sample()
        var repository = try plan.build()
        let source = StampedSource(repository)
        let other = MemoryVerdictStore()
        var date = Walk.now
        for step in 0..<5 {
            let remembered = try await run(source, repository, at: date)
            let fresh = try await forgetful(source, repository, at: date, other)
            #expect(remembered.digest == fresh.digest, "step \(step)")
            date += Walk.hour
            switch (step + seed) % 6 {
            case 0: plan.addROA(in: isp, asn: ASN(UInt32(64600 + step)), ["192.0.2.0/25"])
            case 1: plan[isp].isCaptured = false
            case 2: plan[isp].isCaptured = true
            case 3: _ = plan.addCA("more-\(step)", in: isp, resources: "AS64497 192.0.2.64/26")
            case 4: plan.addASPA(in: isp, customer: 64497, providers: [ASN(UInt32(64700 + step))])
            default: break
            }
            plan.advance(to: date)
            repository = try plan.build()
            source.replace(by: repository)
        }
    }
}
