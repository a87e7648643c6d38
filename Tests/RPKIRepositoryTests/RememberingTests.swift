import Foundation
import LocalServers
import NumberResources
import RPKIObjects
import RPKIRepository
import RPKITesting
import RPKIValidation
import SQLiteFile
import TestSupport
import Testing
import ValidatedPayloads

/// Runs of the walk over a store on disk.
@Suite("Remembering on disk") struct RememberingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private struct Copy: RepositoryCopy {
        let files: [String: [UInt8]]

        init(_ repository: TestRepository) {
            files = Dictionary(
                uniqueKeysWithValues: repository.files.map { uri, octets in
                    (String(uri.drop { $0 != ":" }.dropFirst(3)), octets)
                })
        }

        func object(at relativePath: String) -> [UInt8]? { files[relativePath] }
    }

    private func run(
        _ repository: TestRepository, at date: Date, _ store: (any VerdictStore)?
    ) async throws -> ValidationRun {
        let locator = try TrustAnchorLocator(decoding: Array(repository.tal.utf8), name: repository.name)
        return try await Validator(source: Copy(repository), store: store, workers: 4).run(from: [locator], at: date)
    }

    private func plan() -> (RepositoryPlan, isp: AuthorityID) {
        var repository = RepositoryPlan(at: Entries.now)
        let isp = repository.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24"])
        repository.addFile(in: isp, name: "empty.xyz", [])
        for index in 0..<20 {
            let member = repository.addCA("member-\(index)", in: isp, resources: "192.0.2.0/24")
            repository.addROA(in: member, asn: 64497, ["192.0.2.0/25"])
        }
        return (repository, isp)
    }

    @Test("A run over the store gives what one over memory gives, opened anew for each run")
    func sameAsMemory() async throws {
        let memory = MemoryVerdictStore()
        var (repository, isp) = plan()
        for step in 0..<5 {
            let date = Entries.now + Double(step) * 3600
            if step > 0 { repository.advance(to: date) }
            repository[isp].isCaptured = step != 2
            if step == 3 { repository.addROA(in: isp, asn: 64498, ["192.0.2.128/25"]) }
            let built = try repository.build()
            let store = try ObjectStore(folder: folder.path)
            let onDisk = try await run(built, at: date, store)
            try store.prune(before: date)
            try store.close()
            let inMemory = try await run(built, at: date, memory)
            #expect(onDisk.payloads.vrps == inMemory.payloads.vrps)
            #expect(onDisk.rejections == inMemory.rejections)
            #expect(onDisk.counts == inMemory.counts)
            #expect(onDisk.counts.pointsKept == (step == 2 ? 1 : 0))
        }
    }

    @Test("After every point has run out and been pruned, nothing is left of objects either")
    func prunedEmpty() async throws {
        let (repository, _) = plan()
        let built = try repository.build()
        let store = try ObjectStore(folder: folder.path)
        _ = try await run(built, at: Entries.now, store)
        let objects = built.files.values.map { ObjectHash(of: $0) }
        #expect(try objects.allSatisfy { try store.object($0) != nil })
        try store.prune(before: Entries.now + 20 * 365 * 86_400)
        #expect(try objects.allSatisfy { try store.object($0) == nil })
    }

    @Test("A run that the store makes fail throws the store's error, which names the file")
    func storeFails() async throws {
        let store = try ObjectStore(folder: folder.path)
        try store.close()
        let built = try plan().0.build()
        let error = await #expect(throws: SQLiteFileError.self) { _ = try await run(built, at: Entries.now, store) }
        #expect(error?.description.hasPrefix(folder("rpki.sqlite")) == true)
    }
}
