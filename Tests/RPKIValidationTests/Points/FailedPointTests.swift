import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("Publication points that are not complete and valid") struct FailedPointTests {
    @Test(
        "Without a memory such a point gives nothing, nor does anything below it; those beside it are as they were",
        arguments: PointFault.all)
    func failed(fault: PointFault) async throws {
        var (repository, isp) = Walk.sample()
        fault.apply(&repository, isp)
        let run = try await Walk.run(repository)
        #expect(run.vrps == ["AS64510 198.51.100.0/24"])
        #expect(run.findings == ["rejected \(fault.code.rawValue) \(fault.file)"])
        #expect(run.counts.pointsFailed == 1)
        #expect(run.counts.pointsFresh == 2)
        #expect(run.authorities.map(\.subject) == ["example", "isp", "other"])
    }

    @Test("With a memory such a point is used as it was when it was last valid, as a whole", arguments: PointFault.all)
    func kept(fault: PointFault) async throws {
        var (repository, isp) = Walk.sample()
        let store = MemoryVerdictStore()
        let first = try await Walk.run(repository, store: store)
        repository.advance(to: Walk.now + Walk.hour)
        // Of the new state nothing may be used, what is right in it included.
        repository.addROA(in: isp, asn: 64498, ["192.0.2.64/26"])
        fault.apply(&repository, isp)
        let second = try await Walk.run(repository, store: store)
        #expect(Payloads(second.payloads) == Payloads(first.payloads))
        #expect(second.findings == ["point-kept \(fault.code.rawValue) \(fault.file)"])
        #expect(second.counts.pointsKept == 1)
        #expect(second.counts.pointsFresh == 3)
    }

    @Test("A fault of the trust anchor's own point costs everything below the trust anchor")
    func trustAnchor() async throws {
        var repository = Walk.sample().0
        repository[repository.trustAnchor].publishesCRL = false
        let run = try await Walk.run(repository)
        #expect(run.payloads.isEmpty)
        #expect(run.findings == ["rejected missing example/example.crl"])
    }

    @Test("What cannot be read is a fault of the point, with the system's word")
    func unreadable() async throws {
        let repository = try Walk.sample().0.build()
        let source = MemorySource(repository)
        source.makeUnreadable("rsync://rpki.example.net/repository/isp/as64496.roa")
        let run = try await Walk.run(source, [Walk.locator(of: repository)], at: Walk.now)
        #expect(run.findings == ["rejected unreachable isp/as64496.roa"])
        #expect(run.rejections[0].error.detail == "Input/output error")
    }

    @Test("A manifest outside of the folder that its certificate names fails the point")
    func manifestElsewhere() async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].manifestName = "below/isp.mft"
        let run = try await Walk.run(repository)
        #expect(run.findings == ["rejected misplaced isp/below/isp.mft"])
    }

    @Test("A file that the manifest does not list is not looked at")
    func unlisted() async throws {
        var (repository, isp) = Walk.sample()
        let roa = repository.addROA(in: isp, asn: 64498, ["192.0.2.64/26"])
        repository[roa].isListed = false
        let built = try repository.build()
        let source = MemorySource(built)
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.rejections.isEmpty)
        #expect(source.reads(of: repository.uri(of: roa)) == 0)
    }

    @Test("Each file is read once in a run, so that what is checked is what is used")
    func readOnce() async throws {
        let built = try Walk.sample().0.build()
        let source = MemorySource(built)
        _ = try await Walk.run(source, [Walk.locator(of: built)], at: Walk.now, store: MemoryVerdictStore(), workers: 4)
        #expect(built.files.keys.allSatisfy { source.reads(of: $0) == 1 })
        #expect(source.reads == built.files.count)
    }
}
