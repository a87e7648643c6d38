import Foundation
import LocalServers
import RPKIObjects
import TestSupport
import Testing

@testable import RPKIRepository

@Suite("Limits of what a repository has in all")
struct RepositoryLimitTests {
    private let stored: StoredSnapshots

    init() throws {
        stored = try StoredSnapshots()
    }

    private func content(folders: Int, each: Int, octets: Int = 1, from first: Int = 0) -> String {
        (first..<first + folders).map { folder in
            (0..<each).map { number in
                let object = [UInt8](repeating: UInt8(truncatingIfNeeded: folder * 7 + number), count: octets)
                return RRDPText.publish("f\(folder)/\(number).roa", object)
            }.joined()
        }.joined()
    }

    private func refused(
        _ kind: RRDPFileReader.Kind, _ content: String, serial: UInt64
    ) async throws -> RepositoryLimit? {
        let before = try stored.published()
        let error = await #expect(throws: RepositoryLimitError.self) {
            try await stored.apply(kind, content, serial: serial)
        }
        #expect(try stored.published() == before)
        #expect(try stored.store.repositories().first?.objects == before.count)
        if let error { #expect("\(error)".contains("the limit \(error.limit.rawValue)")) }
        return error?.limit
    }

    @Test("Objects: of a snapshot, and with what a delta adds")
    func objects() async throws {
        stored.storage.repositoryObjects = 10
        try await stored.apply(.snapshot, content(folders: 1, each: 10))
        #expect(try await refused(.delta, RRDPText.publish("more", [1]), serial: 2) == .repositoryObjects)
        #expect(try await refused(.snapshot, content(folders: 1, each: 11), serial: 2) == .repositoryObjects)
        try await stored.apply(.snapshot, content(folders: 2, each: 5), serial: 2)
    }

    @Test("Folders, and octets of their URIs: of a snapshot, and with what a delta adds")
    func folders() async throws {
        stored.storage.repositoryFolders = 10
        try await stored.apply(.snapshot, content(folders: 10, each: 1))
        #expect(try await refused(.delta, RRDPText.publish("more/a", [1]), serial: 2) == .repositoryFolders)
        #expect(try await refused(.snapshot, content(folders: 11, each: 1), serial: 2) == .repositoryFolders)
        // Others in their place are no more than before.
        try await stored.apply(.snapshot, content(folders: 10, each: 1, from: 100), serial: 2)
        stored.storage.repositoryFolderOctets = 300
        #expect(
            try await refused(.snapshot, content(folders: 10, each: 1), serial: 3) == .repositoryFolderOctets)
    }

    @Test("Octets: of a snapshot, and with what a delta adds")
    func size() async throws {
        stored.storage.repositorySize = 10_000
        try await stored.apply(.snapshot, content(folders: 1, each: 10, octets: 1000))
        #expect(try await refused(.delta, RRDPText.publish("more", [1]), serial: 2) == .repositorySize)
        #expect(
            try await refused(.snapshot, content(folders: 1, each: 11, octets: 1000), serial: 2) == .repositorySize)
    }

    @Test("The state folder: what does not fit is refused, what was there stays, and smaller ones are still taken")
    func stateSize() async throws {
        try await stored.apply(.snapshot, content(folders: 1, each: 100, octets: 1000))
        stored.storage.stateSize = 3_000_000
        let large = (0..<4000).map { number in
            RRDPText.publish("g/\(number).roa", Array("\(number)".utf8) + [UInt8](repeating: 1, count: 1500))
        }.joined()
        #expect(try await refused(.snapshot, large, serial: 2) == .stateSize)
        #expect(try stored.objects() == 100)
        try await stored.apply(.snapshot, content(folders: 1, each: 10), serial: 2)
        #expect(try stored.published().count == 10)
    }

    @Test("A repository that was never fetched leaves an eighth of the state folder to the others")
    func share() throws {
        var limits = RepositoryLimits()
        limits.stateSize = 8000
        let meter = StoreMeter(folder: "/")
        meter.note(database: 6000)
        meter.note(copies: 900)
        #expect(throws: Never.self) { try meter.admit(100, taken: 0, isKnown: false, limits: limits) }
        #expect(throws: RepositoryLimitError(limit: .stateSize, value: 7000)) {
            try meter.admit(101, taken: 0, isKnown: false, limits: limits)
        }
        #expect(throws: Never.self) { try meter.admit(1000, taken: 0, isKnown: true, limits: limits) }
        meter.spool(200)
        #expect(throws: RepositoryLimitError(limit: .stateSize, value: 8000)) {
            try meter.admit(1000, taken: 0, isKnown: true, limits: limits)
        }
    }

    @Test("Names that are no URIs count among the files of a module, and so do folders and links")
    func tree() throws {
        let folder = try TemporaryFolder()
        for number in 0..<10 { try folder.write([1, 2, 3, 4], to: "a \(number)") }
        var options = RsyncOptions()
        func files() throws(RsyncError) -> [RsyncTree.File] {
            try RsyncTree(root: folder.path + "/", uri: "rsync://a.test/m/", options: options).files()
        }
        #expect(try files().isEmpty)
        options.moduleFiles = 9
        #expect(throws: RsyncError.limit(.moduleFiles, value: 9)) { try files() }
        options.moduleFiles = 11
        #expect(try files().isEmpty)
        try FileManager.default.createDirectory(atPath: folder("f"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder("l"), withDestinationPath: "f")
        #expect(throws: RsyncError.limit(.moduleFiles, value: 11)) { try files() }
        options.moduleFiles = 12
        options.moduleSize = 39
        #expect(throws: RsyncError.limit(.moduleSize, value: 39)) { try files() }
        options.moduleSize = 40
        #expect(try files().isEmpty)
    }

    @Test("Octets that are no UTF-8 count too, and are removed")
    func otherNames() throws {
        let folder = try TemporaryFolder()
        let root = folder("root/")
        try FileManager.default.createDirectory(atPath: root + "x", withIntermediateDirectories: true)
        for name in [[0xff, 0xfe], Array("x/".utf8) + [0xc3], [0x61]] as [[UInt8]] {
            let path = (Array(root.utf8) + name + [0]).map { CChar(bitPattern: $0) }
            let file = try #require(fopen(path, "w"))
            fputs("0123456789", file)
            fclose(file)
        }
        var options = RsyncOptions()
        options.moduleSize = 29
        let tree = RsyncTree(root: root, uri: "rsync://a.test/m/", options: options)
        #expect(throws: RsyncError.limit(.moduleSize, value: 29)) { try tree.files() }
        tree.remove()
        #expect(!FileManager.default.fileExists(atPath: root))
    }
}
