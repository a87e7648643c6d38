import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing

@testable import Node

@Suite("CAs that grow") struct GrowthGuardTests {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)
    private static let day = 86_400.0

    @Test("What each CA had survives the process, and is forgotten a month after the CA is gone")
    func counts() {
        var counts = AuthorityCounts()
        counts.update([1: 5, 2: 70_000, .max: 0], except: [], at: Self.now)
        let read = AuthorityCounts(decoding: counts.encoded)
        #expect(read == counts)
        #expect(read.count(of: 2) == 70_000 && read.count(of: .max) == 0 && read.count(of: 3) == nil)
        var later = read
        later.update([1: 3], except: [], at: Self.now + 29 * Self.day)
        #expect(later.count(of: 1) == 5 && later.count(of: 2) == 70_000)
        later.update([1: 9], except: [], at: Self.now + 31 * Self.day)
        #expect(later.count(of: 1) == 9 && later.count(of: 2) == nil)
        later.update([1: 900], except: [1], at: Self.now + 31 * Self.day)
        #expect(later.count(of: 1) == 9)
    }

    @Test("Octets that are no counts, and clocks out of range, are no harm", arguments: [1, 15, 17, 31])
    func damaged(size: Int) {
        #expect(AuthorityCounts(decoding: Array(repeating: 7, count: size)).isEmpty)
        var counts = AuthorityCounts(decoding: Array(repeating: 255, count: 32))
        counts.update([1: .max], except: [], at: .distantPast)
        counts.update([1: 1], except: [], at: .distantFuture)
        #expect(counts.count(of: 1) == 1 || counts.count(of: 1) == Int(UInt32.max))
    }

    /// A CA with so many VRPs, another one with three.
    static func run(_ count: Int, key: Int? = nil, name: String = "isp") async throws -> ValidationRun {
        let keys = KeyPool()
        var plan = RepositoryPlan(
            trustAnchor: "example", host: "rpki.example.net", at: now, resources: .all, keys: keys)
        let isp = plan.addCA(name, resources: "AS64496 10.0.0.0/8")
        if let key { plan[isp].key = try keys.key(key) }
        let prefixes = (0..<count).map { ROAPrefix(stringLiteral: "10.\($0 / 256).\($0 % 256).0/24") }
        if count > 0 { plan.addROA(in: isp, asn: 64496, prefixes) }
        let other = plan.addCA("other", resources: "AS64497 192.0.2.0/24")
        plan.addROA(in: other, asn: 64497, ["192.0.2.0/24", "192.0.2.0/25", "192.0.2.128/25"])
        let built = try plan.build()
        let folder = FileManager.default.temporaryDirectory.appending(path: "growth-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await plan.write(to: folder.path)
        let locator = try TrustAnchorLocator(decoding: Array(built.tal.utf8), name: "example")
        return try await Validator(source: LocalRepository(root: folder.path)).run(from: [locator], at: now)
    }

    @Test(
        "A CA is found that has a hundred times as many as before and no less than the floor",
        arguments: [(0, 1_000, 1), (1, 999, 0), (10, 1_000, 1), (11, 1_000, 0), (300, 1_000, 0)])
    func findings(before: Int, after: Int, count: Int) async throws {
        var known = AuthorityCounts()
        known.update(GrowthGuard.counts(of: try await Self.run(before).authorities), except: [], at: Self.now)
        let run = try await Self.run(after)
        let findings = GrowthGuard(factor: 100, floor: 1_000)
            .findings(of: run.authorities, GrowthGuard.counts(of: run.authorities), since: known)
        #expect(findings.count == count)
        #expect(findings.allSatisfy { $0.before == before && $0.now == after && $0.subject == "isp" })
    }

    @Test("A CA with a new key is measured by its publication point; one that is new, and a first run, by nothing")
    func newCA() async throws {
        var known = AuthorityCounts()
        let large = try await Self.run(2_000)
        let guarded = GrowthGuard(factor: 100, floor: 1_000)
        func findings(_ run: ValidationRun) -> Int {
            guarded.findings(of: run.authorities, GrowthGuard.counts(of: run.authorities), since: known).count
        }
        #expect(findings(large) == 0)
        known.update(GrowthGuard.counts(of: try await Self.run(2).authorities), except: [], at: Self.now)
        #expect(findings(large) == 1)
        #expect(findings(try await Self.run(2_000, key: 77)) == 1)
        #expect(findings(try await Self.run(2_000, key: 77, name: "new")) == 0)
    }
}
