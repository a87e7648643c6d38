import Foundation
import NumberResources
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite struct WorkerTests {
    /// Some 60 CAs on four levels with every kind of trouble.
    private func repository() throws -> RepositoryPlan {
        var repository = Walk.plan()
        for group in 0..<6 {
            let upper = repository.addCA("upper-\(group)", resources: Resources("AS64496-AS64511 10.\(group).0.0/16"))
            for member in 0..<8 {
                let name = "member-\(group)-\(member)"
                let prefix = "10.\(group).\(member).0/24"
                let lower = repository.addCA(name, in: upper, resources: Resources("AS64496-AS64511 \(prefix)"))
                repository.addROA(in: lower, asn: 64496, [ROAPrefix(stringLiteral: prefix)])
                repository.addROA(in: lower, asn: 64497, [ROAPrefix(stringLiteral: prefix)])
                repository.addASPA(in: lower, customer: 64496, providers: [ASN(64500 + UInt32(member))])
                switch member {
                case 1: repository[lower].isCaptured = false
                case 2: repository.addROA(in: lower, asn: 64498, ["192.0.2.0/24"])
                case 3: repository.certifyAgain(upper, in: lower)
                case 4: repository.revoke(repository.object(named: "\(name)/as64497.roa"))
                case 5: repository.addCA("\(name)-below", in: lower, resources: "inherit")
                default: break
                }
            }
        }
        return repository
    }

    @Test("The answer is the same for any number of workers, to the last octet of every format")
    func sameAnswer() async throws {
        let built = try repository().build()
        let alone = try await Walk.run(built, workers: 1)
        #expect(alone.payloads.vrps.count > 70)
        #expect(alone.rejections.count > 20)
        for workers in [2, 8, 64] {
            #expect(try await Walk.run(built, workers: workers).digest == alone.digest)
        }
    }

    @Test("So it is with a memory that several workers fill and use", arguments: [2, 8])
    func sameAnswerFromMemory(workers: Int) async throws {
        let plan = try repository()
        let stores = [MemoryVerdictStore(), MemoryVerdictStore()]
        for step in 0..<3 {
            var next = plan
            if step > 0 { next.advance(to: Walk.now + Walk.hour * Double(step)) }
            if step == 2 { next[next.authority(named: "member-2-0")].publishesCRL = false }
            let built = try next.build()
            let alone = try await Walk.run(built, store: stores[0], workers: 1)
            let several = try await Walk.run(built, store: stores[1], workers: workers)
            #expect(alone.digest == several.digest)
        }
    }

    @Test("So it is where a limit cuts the walk short", arguments: [2, 8])
    func sameAnswerAtLimit(workers: Int) async throws {
        let built = try repository().build()
        for (points, objects) in [(20, 1000), (1000, 100)] {
            var limits = ValidationLimits()
            limits.points = points
            limits.objects = objects
            let alone = try await Walk.run(built, workers: 1, limits: limits)
            #expect(alone.findings.contains { $0.contains("count-limit") })
            #expect(try await Walk.run(built, workers: workers, limits: limits).digest == alone.digest)
        }
    }

    @Test("A point of many objects, which several cores verify, gives what one core would", arguments: [1, 8])
    func largePoint(workers: Int) async throws {
        var repository = Walk.plan()
        let isp = repository.addCA("isp", resources: "AS64496-AS64999 10.0.0.0/8")
        for index in 0..<300 {
            let prefix = ROAPrefix(stringLiteral: "10.\(index / 256).\(index % 256).0/24")
            repository.addROA(in: isp, asn: ASN(64496 + UInt32(index)), [prefix]) { plan in
                if index % 50 == 7 { plan.signerInfos[0].signature = .corrupted }
            }
            if index % 50 != 7 {
                let object = repository.objects(of: isp)[index]
                repository[object].isRefused = false
            }
        }
        let built = try repository.build()
        let run = try await Walk.run(built, workers: workers)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.payloads.vrps.count == 294)
        #expect(run.rejections.count == 6)
    }

    @Test("Progress goes up to all points that were found")
    func progress() async throws {
        let built = try repository().build()
        var steps: [WalkProgress] = []
        let run = try await Validator(source: MemorySource(built), workers: 4)
            .run(from: [Walk.locator(of: built)], at: Walk.now) { steps.append($0) }
        #expect(steps.map(\.pointsDone) == Array(1...run.authorities.count))
        #expect(steps.last?.pointsKnown == run.authorities.count)
    }
}
