import Foundation
import LocalFiles
import TestSupport
import Testing

@Suite("Stamps of files") struct FileStampTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func stamp(_ name: String = "a") throws -> FileStamp {
        try #require(FileStamp(at: folder(name)))
    }

    @Test("A file that nobody touches has one stamp")
    func same() throws {
        try folder.write([1], to: "a")
        #expect(try stamp() == stamp())
    }

    @Test("Another file under the same name has another stamp, also within one second and of the same size and time")
    func replaced() throws {
        try folder.write([1], to: "a")
        let before = try stamp()
        try folder.write([2], to: "b")
        let time = Date(timeIntervalSince1970: Double(before.modified) / 1e9)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder("b"))
        #expect(rename(folder("b"), folder("a")) == 0)
        let after = try stamp()
        #expect(after != before)
        #expect(after.inode != before.inode)
    }

    @Test("What is written in place shows even where its time is set back")
    func setBack() async throws {
        try folder.write([1], to: "a")
        let before = try stamp()
        let time = Date(timeIntervalSince1970: Double(before.modified) / 1e9)
        // As soon as the clock of the file system has gone on.
        try await eventually {
            let handle = try FileHandle(forWritingTo: URL(filePath: folder("a")))
            try handle.write(contentsOf: [2])
            try handle.close()
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder("a"))
            return try stamp().changed != before.changed
        }
        #expect(try stamp().inode == before.inode)
        #expect(try stamp().size == before.size)
    }

    @Test("Only files have one")
    func others() throws {
        #expect(FileStamp(at: folder("none")) == nil)
        #expect(FileStamp(at: folder.path) == nil)
        #expect(mkfifo(folder("pipe"), 0o600) == 0)
        #expect(FileStamp(at: folder("pipe")) == nil)
        try folder.write([1], to: "a")
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: folder("a"))
        #expect(try FileStamp(at: folder("link")) == stamp())
        #expect(FileStamp(at: folder("link"), followingLinks: false) == nil)
    }
}
