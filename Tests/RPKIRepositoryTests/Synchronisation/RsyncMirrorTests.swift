import Fetching
import Foundation
import RPKIObjects
import RPKIRepository
import RPKITesting
import TestSupport
import Testing

@testable import RPKIRepository

@Suite("A folder in place of rsync servers") struct RsyncMirrorTests {
    private let source: TemporaryFolder
    private let folder: TemporaryFolder
    private let client: RsyncClient

    init() throws {
        source = try TemporaryFolder()
        folder = try TemporaryFolder()
        var options = RsyncOptions()
        // A program that does not exist: nothing else is run.
        options.command = [source("no-program")]
        options.source = source.path
        client = RsyncClient(options: options)
        try put("one", "ca/a.roa")
    }

    private func put(_ text: String, _ name: String) throws {
        let file = URL(fileURLWithPath: source("rpki.faro.example/repository/" + name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func uri(_ path: String) throws -> RsyncURI {
        try #require(RsyncURI("rsync://rpki.faro.example/" + path))
    }

    @Test("A module becomes what is in the folder, also what goes") func module() async throws {
        let target = folder("copy/")
        try await client.copy(try uri("repository/"), to: target)
        #expect(try folder.octets("copy/ca/a.roa") == Array("one".utf8))
        try put("two", "ca/b.roa")
        try FileManager.default.removeItem(atPath: source("rpki.faro.example/repository/ca/a.roa"))
        try await client.copy(try uri("repository/"), to: target)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("copy/ca")) == ["b.roa"])
    }

    @Test("A file is copied alone") func file() async throws {
        try await client.copy(try uri("repository/ca/a.roa"), to: folder("files/a.roa"))
        #expect(try folder.octets("files/a.roa") == Array("one".utf8))
    }

    @Test("What is not there fails as with a server that does not have it") func absent() async throws {
        await #expect(
            throws: RsyncError.failed(code: 23, message: "rpki.faro.example/other/: no such file or directory")
        ) {
            try await client.copy(try uri("other/"), to: folder("copy/"))
        }
    }
}
