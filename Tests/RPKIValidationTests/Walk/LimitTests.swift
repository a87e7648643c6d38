import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("How far a walk goes") struct LimitTests {
    @Test("A CA that is above itself is refused there, and counts where it is right")
    func loop() async throws {
        var repository = Walk.plan()
        let chain = repository.addChain("level", depth: 4, resources: "AS64496 192.0.2.0/24")
        repository.addROA(in: chain[3], asn: 64496, ["192.0.2.0/24"])
        repository.certifyAgain(chain[0], in: chain[3])
        let run = try await Walk.run(repository)
        #expect(run.vrps == ["AS64496 192.0.2.0/24"])
        #expect(run.findings == ["rejected loop level-4/level-1.cer"])
        #expect(run.authorities.count == 5)
    }

    @Test("A certificate for the trust anchor's own key below it is a loop")
    func trustAnchorBelowItself() async throws {
        var (repository, isp) = Walk.sample()
        repository.addCA("again", in: isp, resources: "192.0.2.0/24")
        repository[repository.authority(named: "again")].key = try repository.key(of: repository.trustAnchor)
        let run = try await Walk.run(repository)
        #expect(run.findings == ["rejected loop isp/again.cer"])
    }

    @Test("The limit of depth counts certificates from the trust anchor down", arguments: [2, 3, 6])
    func depth(limit: Int) async throws {
        var repository = Walk.plan()
        let chain = repository.addChain("level", depth: 5, resources: "AS64496 192.0.2.0/24")
        for (index, authority) in chain.enumerated() {
            repository.addROA(in: authority, asn: ASN(64496 + UInt32(index)), ["192.0.2.0/24"])
        }
        var limits = ValidationLimits()
        limits.depth = limit
        let run = try await Walk.run(repository, limits: limits)
        #expect(run.authorities.count == min(limit, 6))
        #expect(run.payloads.vrps.count == min(limit, 6) - 1)
        #expect(run.findings == (limit > 5 ? [] : ["rejected depth-limit level-\(limit - 1)/level-\(limit).cer"]))
        if limit <= 5 {
            #expect(run.rejections[0].error.rule == Rule("Docs/Limits.md", ""))
            #expect(run.rejections[0].error.detail.contains("\(limit) certificates"))
        }
    }

    @Test(
        "No more points are walked than the limit says, those nearest to the trust anchor first", arguments: [1, 2, 8])
    func points(workers: Int) async throws {
        var repository = Walk.plan()
        for index in 0..<4 {
            let upper = repository.addCA("upper-\(index)", resources: "192.0.2.0/24")
            repository.addCA("lower-\(index)", in: upper, resources: "192.0.2.0/24")
        }
        var limits = ValidationLimits()
        limits.points = 6
        let run = try await Walk.run(repository, workers: workers, limits: limits)
        #expect(
            run.authorities.map(\.subject) == [
                "example", "upper-0", "upper-1", "upper-2", "upper-3", "lower-0",
            ])
        #expect(
            run.findings == (1...3).map { "rejected count-limit upper-\($0)/lower-\($0).cer" })
        #expect(run.rejections[0].error.detail.contains("points"))
    }

    @Test("No more points are begun once as many objects have been looked at as the limit says")
    func objects() async throws {
        var repository = Walk.plan()
        let upper = repository.addCA("upper", resources: "192.0.2.0/24")
        for index in 0..<5 { repository.addFile(in: upper, name: "file-\(index).xyz", [UInt8(index)]) }
        repository.addCA("lower", in: upper, resources: "192.0.2.0/24")
        var limits = ValidationLimits()
        limits.objects = 9
        // example.crl, upper.cer; upper.crl, lower.cer and five files.
        let run = try await Walk.run(repository, limits: limits)
        #expect(run.authorities.count == 2)
        #expect(run.findings.contains("rejected count-limit upper/lower.cer"))
        limits.objects = 10
        #expect(try await Walk.run(repository, limits: limits).authorities.count == 3)
    }

    @Test("Files of points that fail are counted too: looking at them in vain takes as long")
    func objectsInVain() async throws {
        var repository = Walk.plan()
        let broken = repository.addCA("broken", resources: "192.0.2.0/24")
        for index in 0..<8 { repository.addFile(in: broken, name: "file-\(index).xyz", [UInt8(index)]) }
        repository[broken].phantoms = [.init("missing.xyz", contents: [])]
        let upper = repository.addCA("upper", resources: "192.0.2.0/24")
        repository.addCA("lower", in: upper, resources: "192.0.2.0/24")
        var limits = ValidationLimits()
        limits.objects = 14
        // example.crl and two certificates; broken.crl, eight files and one in vain; upper.crl, lower.cer: 15.
        let run = try await Walk.run(repository, limits: limits)
        #expect(run.findings.contains("rejected count-limit upper/lower.cer"))
        limits.objects = 16
        #expect(
            try await !Walk.run(repository, limits: limits).findings.contains("rejected count-limit upper/lower.cer"))
    }

    @Test("The limits are each trust anchor's own: one cannot starve another")
    func perTrustAnchor() async throws {
        var first = Walk.plan("first", host: "first.example")
        for index in 0..<4 { first.addCA("ca-\(index)", resources: "192.0.2.0/24") }
        var second = Walk.plan("second", host: "second.example")
        second[second.trustAnchor].key = try Walk.keys.key(3001)
        let isp = second.addCA("isp", resources: "AS64496 198.51.100.0/24")
        second.addROA(in: isp, asn: 64496, ["198.51.100.0/24"])
        var limits = ValidationLimits()
        limits.points = 2
        let repositories = [try first.build(), try second.build()]
        let run = try await Walk.run(
            MemorySource(repositories[0], repositories[1]), repositories.map(Walk.locator), at: Walk.now, limits: limits
        )
        #expect(run.vrps == ["AS64496 198.51.100.0/24"])
        #expect(run.rejections.count == 3)
    }

    @Test("Pairs of CAs that certify one another's children are walked once each, not once for each path")
    func manyPaths() async throws {
        var repository = Walk.plan()
        var above = [repository.trustAnchor]
        for level in 0..<16 {
            let pair = ["a", "b"].map { name in
                repository.addCA("\(name)-\(level)", in: above[0], resources: "AS64496 192.0.2.0/24")
            }
            if above.count > 1 { for authority in pair { repository.certifyAgain(authority, in: above[1]) } }
            above = pair
        }
        repository.addROA(in: above[1], asn: 64496, ["192.0.2.0/24"])
        let run = try await Walk.run(repository)
        #expect(run.authorities.count == 33)
        #expect(run.vrps == ["AS64496 192.0.2.0/24"])
    }

    @Test("A CA that is certified twice lasts as long as the better one of its certificates")
    func twoChains() async throws {
        var repository = Walk.plan()
        let short = repository.addCA("a-short", resources: "AS64496 192.0.2.0/24")
        let long = repository.addCA("b-long", resources: "AS64496 192.0.2.0/24")
        let shortCertificate = try #require(repository.certificate(of: short))
        repository[shortCertificate].validity = Walk.now - 60...Walk.now + 60
        let shared = repository.addCA("shared", in: short, resources: "AS64496 192.0.2.0/24")
        repository.certifyAgain(shared, in: long)
        repository.addROA(in: shared, asn: 64496, ["192.0.2.0/24"])
        let run = try await Walk.run(repository)
        let vrp = try #require(run.payloads.vrps.first)
        #expect(run.payloads.vrps.count == 1)
        let expires = try #require(run.payloads.sources(of: vrp)?.map(\.expires))
        #expect(expires == [Walk.now + 23 * Walk.hour, Walk.now + 60])
    }

    @Test(
        "Two certificates of one CA with different resources are both walked, each with what it gives",
        arguments: [1, 8])
    func twoCertificates(workers: Int) async throws {
        var repository = Walk.plan()
        let first = repository.addCA("first", resources: "AS64496 192.0.2.0/24")
        let second = repository.addCA("second", resources: "AS64497 198.51.100.0/24")
        let shared = repository.addCA("shared", in: first, resources: "AS64496 192.0.2.0/24")
        repository.certifyAgain(shared, in: second) { $0.extensions.setResources("AS64497 198.51.100.0/24") }
        repository.addROA(in: shared, asn: 64496, ["192.0.2.0/24"], name: "first.roa")
        repository.addROA(in: shared, asn: 64497, ["198.51.100.0/24"], name: "second.roa")
        let store = MemoryVerdictStore()
        for _ in 0..<3 {
            let run = try await Walk.run(repository, store: store, workers: workers)
            #expect(run.vrps == ["AS64496 192.0.2.0/24", "AS64497 198.51.100.0/24"])
            #expect(run.findings == ["rejected overclaim shared/first.roa", "rejected overclaim shared/second.roa"])
        }
    }

    @Test("A manifest of thousands of files is taken; one with more than the limit is refused and names it")
    func manyFiles() async throws {
        var repository = Walk.plan()
        let isp = repository.addCA("isp", resources: "192.0.2.0/24")
        for index in 0..<5000 { repository.addFile(in: isp, name: "file-\(index).xyz", [UInt8(index & 0xff)]) }
        let built = try repository.build()
        let run = try await Walk.run(built)
        #expect(run.counts.others == 5000)
        var limits = ValidationLimits()
        limits.decoding.manifestFiles = 5000
        let refused = try await Walk.run(built, limits: limits)
        #expect(refused.findings == ["rejected count-limit isp/isp.mft"])
        #expect(refused.rejections[0].error.detail.contains("manifestFiles"))
    }

    @Test("The files of one point together are no larger than the limit")
    func pointOctets() async throws {
        var (repository, isp) = Walk.sample()
        repository.addFile(in: isp, name: "large.xyz", [UInt8](repeating: 0, count: 50_000))
        var limits = ValidationLimits()
        limits.pointOctets = 50_000
        let run = try await Walk.run(repository, limits: limits)
        #expect(run.findings == ["rejected count-limit isp/isp.mft"])
        #expect(run.rejections[0].error.detail.contains("pointOctets"))
        limits.pointOctets = 100_000
        #expect(try await Walk.run(repository, limits: limits).counts.pointsFresh == 4)
    }

    @Test("A walk can be cancelled, and then gives nothing")
    func cancelled() async throws {
        let built = try Walk.sample().0.build()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Walk.run(built)
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }
}
