import Foundation
import LocalFiles
import RPKIObjects
import RPKITesting
import RPKIValidation
import Synchronization
import TestSupport
import Testing
import ValidatedPayloads

#if canImport(Glibc)
    import Glibc
#endif

/// Files that are as they were are not read again.
@Suite struct FileStampTests {
    /// A local repository that counts the files that are read.
    private final class CountingRepository: ObjectSource, ObjectFolder {
        let repository: LocalRepository
        private let names = Mutex<[String]>([])

        init(_ repository: LocalRepository) { self.repository = repository }

        /// The last three letters of the files that were read, in order, without double ones.
        var kinds: Set<String> { Set(names.withLock { $0.map { String($0.suffix(3)) } }) }

        func trustAnchorCertificate(at uri: String) async throws(SourceError) -> [UInt8]? {
            try await repository.trustAnchorCertificate(at: uri)
        }

        func folder(for location: PublicationLocation) async -> any ObjectFolder { self }

        func readyFolder(for location: PublicationLocation) -> (any ObjectFolder)? { self }

        func object(at uri: RsyncURI) throws(SourceError) -> [UInt8]? { try file(at: uri)?.octets }

        func file(at uri: RsyncURI) throws(SourceError) -> FoundFile? {
            names.withLock { $0.append(uri.fileName) }
            return try repository.file(at: uri)
        }

        func fileStamp(at uri: RsyncURI) -> FileStamp? { repository.fileStamp(at: uri) }

        func hash(at uri: RsyncURI) -> ObjectHash? { nil }

        var stamp: FolderStamp? { nil }
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stamps-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private var later: Date { Date().addingTimeInterval(3_600) }

    @Test("A file has a stamp when it was changed long enough ago, and another one after each change")
    func stamps() async throws {
        try await withFolder { folder in
            let uri = try #require(RsyncURI("rsync://a/b/c.roa"))
            let path = folder + "/a/b/c.roa"
            try FileManager.default.createDirectory(atPath: folder + "/a/b", withIntermediateDirectories: true)
            let repository = LocalRepository(root: folder, stampsAt: later)
            #expect(repository.fileStamp(at: uri) == nil)
            try Data([1, 2]).write(to: URL(fileURLWithPath: path))
            let first = try #require(repository.fileStamp(at: uri))
            #expect(try repository.file(at: uri)?.stamp == first)
            #expect(repository.fileStamp(at: uri) == first)
            #expect(LocalRepository(root: folder).fileStamp(at: uri) == nil)
            // Changed just now, and almost two seconds ago: another change could have the same time.
            for age in [0, 1.9] {
                let date = Date(timeIntervalSince1970: Double(first.changed) / 1e9 + age)
                let young = LocalRepository(root: folder, stampsAt: date)
                #expect(young.fileStamp(at: uri) == nil)
                #expect(try young.file(at: uri)?.stamp == nil)
            }

            // In place, of the same size, with the modification time put back.
            var status = stat()
            #expect(lstat(path, &status) == 0)
            var times = [status.st_atim, status.st_mtim]
            // As soon as the clock of the file system has gone on.
            try await eventually {
                let handle = try #require(FileHandle(forWritingAtPath: path))
                try handle.write(contentsOf: Data([3, 4]))
                try handle.close()
                #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
                return try #require(repository.fileStamp(at: uri)) != first
            }

            try FileManager.default.moveItem(atPath: path, toPath: folder + "/other")
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/other")
            #expect(repository.fileStamp(at: uri) == nil)
        }
    }

    @Test(
        "The second run reads CRLs and CA certificates alone; a file that was changed is read, whatever its times say")
    func secondRun() async throws {
        try await withFolder { folder in
            let built = try Walk.sample().0.build()
            try built.write(to: folder)
            let store = MemoryVerdictStore()
            func run() async throws -> (ValidationRun, Set<String>) {
                let source = CountingRepository(LocalRepository(root: folder, stampsAt: later))
                let run = try await Validator(source: source, store: store)
                    .run(from: [Walk.locator(of: built)], at: built.now, recordsIssuers: true)
                return (run, source.kinds)
            }
            let (first, all) = try await run()
            #expect(all == ["mft", "crl", "cer", "roa", "asa"])
            let (second, some) = try await run()
            #expect(some == ["crl", "cer"])
            #expect(second.digest == first.digest)

            let path = try #require(
                built.files.keys.first { $0.hasSuffix("/isp/as64497.roa") }.map { folder + $0.dropFirst(7) })
            var status = stat()
            #expect(lstat(path, &status) == 0)
            var times = [status.st_atim, status.st_mtim]
            let before = try #require(FileStamp(at: path))
            // As soon as the clock of the file system has gone on.
            try await eventually {
                let handle = try #require(FileHandle(forUpdatingAtPath: path))
                try handle.seek(toOffset: 200)
                try handle.write(contentsOf: Data([0]))
                try handle.close()
                #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
                return FileStamp(at: path) != before
            }
            let (third, again) = try await run()
            #expect(again.contains("roa"))
            #expect(third.rejections.contains { $0.level == .pointKept && $0.error.code == .hashMismatch })
            #expect(third.payloads.vrps == first.payloads.vrps)
        }
    }

    @Test("Files that have no stamp yet get one with the next run, and are then not read again")
    func youngFiles() async throws {
        try await withFolder { folder in
            let built = try Walk.sample().0.build()
            try built.write(to: folder)
            let store = MemoryVerdictStore()
            var reads: [Set<String>] = []
            for date in [nil, later, later] {
                let source = CountingRepository(LocalRepository(root: folder, stampsAt: date))
                _ = try await Validator(source: source, store: store).run(
                    from: [Walk.locator(of: built)], at: built.now)
                reads.append(source.kinds)
            }
            #expect(
                reads == [["mft", "crl", "cer", "roa", "asa"], ["mft", "crl", "cer", "roa", "asa"], ["crl", "cer"]])
        }
    }
}
