import Foundation
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing

@Suite("How many rejections are described") struct RejectionRoomTests {
    /// Three CAs, two of them at one server, with ten files each that are no ROAs.
    private static func plan() -> RepositoryPlan {
        var repository = Walk.plan()
        for name in ["first", "second", "third"] {
            let authority = repository.addCA(name, resources: "192.0.2.0/24")
            repository[authority].notify = "https://\(name == "third" ? "b" : "a").example.net/notify.xml"
            for index in 0..<10 { repository.addFile(in: authority, name: "file-\(index).roa", [0x30]) }
        }
        return repository
    }

    private static func described(_ run: ValidationRun) -> [Int] {
        ["first", "second", "third"].map { name in run.rejections.count { $0.uri.contains("/\(name)/") } }
    }

    @Test(
        "A CA, a repository, a trust anchor and all have room of their own; all rejections are counted",
        arguments: [
            (WalkLimit.authorityRejections, 4, [4, 4, 4]), (.repositoryRejections, 12, [10, 2, 10]),
            (.anchorRejections, 13, [10, 3, 0]), (.totalRejections, 25, [10, 10, 5]),
        ])
    func room(limit: WalkLimit, number: Int, described: [Int]) async throws {
        var limits = ValidationLimits()
        limits[keyPath: limit.path] = number
        let run = try await Walk.run(Self.plan(), limits: limits)
        #expect(Self.described(run) == described)
        #expect(run.rejectionCount() == 30)
        #expect(run.rejectionCount(.rejected) == 30)
        #expect(run.rejectionCount(.warning) == 0)
        #expect(run.rejectionCounts.map(\.trustAnchor) == ["example"])
        #expect(run.rejectionCounts.map(\.count) == [30])
        #expect(run.limits == [limit: 30 - run.rejections.count])
        #expect(run.counts.routeOriginAuthorizations.invalid == 30)
    }

    @Test("What is remembered from walk to walk describes no more than one walk does")
    func memory() async throws {
        let built = try Self.plan().build()
        let source = StampedSource(built)
        let memory = WalkMemory()
        var limits = ValidationLimits()
        limits.totalRejections = 15
        for _ in 0..<3 {
            let run = try await Validator(source: source, memory: memory, limits: limits)
                .run(from: [Walk.locator(of: built)], at: Walk.now)
            #expect(run.rejections.count == 15)
            #expect(run.rejectionCount() == 30)
        }
    }
}
