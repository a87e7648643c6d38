import Foundation
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct LocalRepositoryTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("local-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func error(_ repository: LocalRepository, _ path: String) -> String? {
        do throws(SourceError) {
            _ = try repository.object(at: path)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("A repository on disk gives what it gives in memory")
    func sameAsMemory() async throws {
        try await withFolder { folder in
            let built = try Walk.sample().0.build()
            try built.write(to: folder)
            for root in [folder, folder + "/"] {
                let run = try await Validator(source: LocalRepository(root: root))
                    .run(from: [Walk.locator(of: built)], at: built.now, recordsIssuers: true)
                #expect(run.digest == (try await Walk.run(built)).digest)
            }
        }
    }

    @Test("What is not there is nil, also below a file")
    func absent() async throws {
        try await withFolder { folder in
            let repository = LocalRepository(root: folder)
            #expect(try repository.object(at: "host/module/file.roa") == nil)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/host"))
            #expect(try repository.object(at: "host/module/file.roa") == nil)
            #expect(try repository.object(at: "host") == [1])
        }
    }

    @Test("An empty file has no octets; it is not absent")
    func empty() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/empty.roa"))
            #expect(try LocalRepository(root: folder).object(at: "empty.roa") == [])
        }
    }

    @Test("A file above the limit is not read, and the limit is named")
    func tooLarge() async throws {
        try await withFolder { folder in
            try Data(count: 11).write(to: URL(fileURLWithPath: folder + "/large.roa"))
            let repository = LocalRepository(root: folder, sizeLimit: 10)
            #expect(error(repository, "large.roa") == "11 octets, objectSize allows 10")
            #expect(try LocalRepository(root: folder, sizeLimit: 11).object(at: "large.roa")?.count == 11)
        }
    }

    @Test("Links, folders and pipes are no objects, and nobody waits for them")
    func notRegular() async throws {
        try await withFolder { folder in
            let repository = LocalRepository(root: folder)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/target"))
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link.roa", withDestinationPath: folder + "/target")
            #expect(error(repository, "link.roa") != nil)
            try FileManager.default.createDirectory(atPath: folder + "/folder.roa", withIntermediateDirectories: false)
            #expect(error(repository, "folder.roa") == "not a regular file")
            #expect(mkfifo(folder + "/pipe.roa", 0o644) == 0)
            #expect(error(repository, "pipe.roa") == "not a regular file")
        }
    }

    @Test("A name that is too long for the file system is a fault of the object, not of the program")
    func longName() async throws {
        try await withFolder { folder in
            #expect(error(LocalRepository(root: folder), String(repeating: "a", count: 300)) != nil)
        }
    }

    @Test(
        "No URI in a certificate leads out of the folder",
        arguments: [
            "rsync://../module/isp/", "rsync://./module/isp/", "rsync://rpki.example.net/../../etc/",
            "rsync://rpki.example.net/repository/../isp/", "rsync://rpki.example.net//etc/",
            "rsync://rpki.example.net/repository/./isp/", "rsync:///etc/", "rsync://rpki.example.net/repository/i\\sp/",
            "rsync://user@rpki.example.net/repository/isp/",
        ])
    func outside(folder: String) async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].publicationPoint = folder
        let built = try repository.build()
        let source = MemorySource(built)
        let run = try await Walk.run(source, [Walk.locator(of: built)], at: built.now)
        #expect(run.findings == ["rejected subject-information-access example/isp.cer"])
        #expect(run.authorities.map(\.subject) == ["example", "other"])
    }
}
