import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("Payloads of one CA, of one repository, of one trust anchor, and of all") struct SumTests {
    /// A CA with five VRPs beside one with two, and one that publishes elsewhere with three.
    private static func plan() -> RepositoryPlan {
        var repository = Walk.plan()
        for (name, count) in [("large", 5), ("small", 2), ("apart", 3)] {
            let authority = repository.addCA(name, resources: "AS64496-AS64511 192.0.2.0/24")
            repository[authority].notify = "https://\(name == "apart" ? "apart" : "shared").example.net/notify.xml"
            for index in 0..<count {
                repository.addROA(in: authority, asn: ASN(64496 + UInt32(index)), ["192.0.2.0/24"])
            }
        }
        return repository
    }

    private static func run(_ limit: WalkLimit, _ number: Int) async throws -> ValidationRun {
        var limits = ValidationLimits()
        limits[keyPath: limit.path] = number
        return try await Walk.run(plan(), limits: limits)
    }

    private func counts(_ run: ValidationRun) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: run.authorities.map { ($0.subject, $0.counts.vrps) })
    }

    @Test("A CA with more VRPs than it may have gives none; its neighbours give theirs")
    func authority() async throws {
        let run = try await Self.run(.authorityVRPs, 4)
        #expect(counts(run) == ["example": 0, "large": 0, "small": 2, "apart": 3])
        #expect(run.findings == ["rejected count-limit large/large.mft"])
        #expect(run.rejections[0].error.rule == Rule("Docs/Limits.md", ""))
        #expect(run.rejections[0].error.detail.contains("authorityVRPs"))
        #expect(run.limits == [.authorityVRPs: 1])
        #expect(run.trustAnchors[0].vrps == 5)
        // What the objects are has nothing to do with how many they are.
        #expect(run.counts.routeOriginAuthorizations.valid == 10)
        #expect(try await Self.run(.authorityVRPs, 5).rejections.isEmpty)
    }

    @Test("Of a repository, a trust anchor or all with too many, the largest CAs go until the rest fits")
    func sums() async throws {
        #expect(counts(try await Self.run(.repositoryVRPs, 7)) == ["example": 0, "large": 5, "small": 2, "apart": 3])
        let repository = try await Self.run(.repositoryVRPs, 6)
        #expect(counts(repository) == ["example": 0, "large": 0, "small": 2, "apart": 3])
        #expect(repository.rejections[0].error.detail.contains("https://shared.example.net/notify.xml"))
        for limit in [WalkLimit.anchorVRPs, .totalVRPs] {
            let run = try await Self.run(limit, 4)
            #expect(counts(run) == ["example": 0, "large": 0, "small": 2, "apart": 0])
            #expect(run.findings == ["rejected count-limit apart/apart.mft", "rejected count-limit large/large.mft"])
            #expect(run.limits == [limit: 2])
            #expect(run.vrps.count == 2)
        }
    }

    @Test("ASPAs and router keys are counted likewise, and each kind by itself")
    func kinds() async throws {
        var repository = Walk.plan()
        let isp = repository.addCA("isp", resources: "AS64496-AS64511 192.0.2.0/24")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24"])
        for index in 0..<3 {
            repository.addASPA(in: isp, customer: ASN(64496 + UInt32(index)), providers: [64510])
            repository.addRouterKey(
                in: isp, asns: [ASN(64496 + UInt32(index))], key: try .derived(index))
        }
        var limits = ValidationLimits()
        limits.authorityASPAs = 2
        var run = try await Walk.run(repository, limits: limits)
        #expect(run.payloads.counts == PayloadCounts(vrps: 1, aspas: 0, routerKeys: 3))
        limits = ValidationLimits()
        limits.anchorRouterKeys = 2
        run = try await Walk.run(repository, limits: limits)
        #expect(run.payloads.counts == PayloadCounts(vrps: 1, aspas: 3, routerKeys: 0))
        #expect(run.findings == ["rejected count-limit isp/isp.mft"])
    }

    @Test("One CA with two certificates, each below the limit, and a run that changed nothing give the same again")
    func memory() async throws {
        let built = try Self.plan().build()
        let source = StampedSource(built)
        let memory = WalkMemory()
        var limits = ValidationLimits()
        limits.authorityVRPs = 4
        limits.totalVRPs = 4
        var digests: Set<String> = []
        for _ in 0..<3 {
            let run = try await Validator(source: source, memory: memory, limits: limits)
                .run(from: [Walk.locator(of: built)], at: Walk.now)
            #expect(run.limits == [.authorityVRPs: 1, .totalVRPs: 1])
            digests.insert(run.digest)
        }
        #expect(digests.count == 1)
        #expect(memory.hits == 4)
    }
}

@Suite("Points of one key") struct KeyPointTests {
    /// CAs below one another, each with two certificates whose resources differ: below the last one are two to the power of
    /// their number.
    private static func pairs(_ levels: Int) -> RepositoryPlan {
        var repository = Walk.plan()
        var above = repository.addCA("level-0", resources: "AS1-AS1000", flavour: .reconsidered)
        for level in 1...levels {
            let next = repository.addCA("level-\(level)", in: above, resources: "AS1-AS1000", flavour: .reconsidered)
            repository.certifyAgain(next, in: above) {
                $0.extensions.setResources(Resources("AS1-AS\(2 * level) AS\(2 * level + 2)-AS1000"), .reconsidered)
            }
            above = next
        }
        return repository
    }

    @Test("What RFC 8360 trims in a hundred ways is walked in sixteen", arguments: [1, 4])
    func trimming(workers: Int) async throws {
        let run = try await Walk.run(Self.pairs(7), workers: workers)
        // 1 and 1, then 2, 4, 8 and 16 points, and no more.
        #expect(run.authorities.count == 80)
        let refused = run.rejections.filter { $0.level == .rejected }
        #expect(Set(refused.map(\.error.code)) == [.count])
        #expect(refused.allSatisfy { $0.error.detail.contains("keyPoints") })
        #expect(run.limits[.keyPoints] == 16 * 3)
    }

    @Test("Certificates that another CA issues for a key use up nothing of what its own issuer may")
    func others() async throws {
        var repository = Walk.plan()
        let evil = repository.addCA("a-evil", resources: "AS1-AS1000")
        let parent = repository.addCA("b-parent", resources: "AS64496 192.0.2.0/24")
        let victim = repository.addCA("victim", in: parent, resources: "AS64496 192.0.2.0/24")
        repository.addROA(in: victim, asn: 64496, ["192.0.2.0/24"])
        for index in 1...40 {
            repository.certifyAgain(victim, in: evil) { $0.extensions.setResources(Resources("AS\(index)")) }
        }
        let run = try await Walk.run(repository)
        #expect(run.vrps == ["AS64496 192.0.2.0/24"])
        #expect(run.limits[.keyPoints] == 24)
    }
}
