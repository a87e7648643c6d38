import Foundation
import Testing

@testable import Node

@Suite("The record of files that are being read") struct ReadingRecordTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "reading-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func file(_ name: String, _ text: String = "routes") throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        return folder + "/" + name
    }

    /// What the handler of a crash does to the place that is in use.
    private func mark() throws {
        let octets = try Data(contentsOf: URL(fileURLWithPath: folder + "/reading"))
        let place = try #require(stride(from: 0, to: octets.count, by: 8_192).first { octets[$0] == 0x72 })
        let handle = try #require(FileHandle(forUpdatingAtPath: folder + "/reading"))
        try handle.seek(toOffset: UInt64(place))
        try handle.write(contentsOf: Data("c".utf8))
        try handle.close()
    }

    @Test("a file that crashed its reader is set aside until it changes") func crash() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try file("bad file\\with\n a name")
        var record: ReadingRecord? = try ReadingRecord(folder: folder)
        var attempt: FileAttempt? = try record?.begin(path)
        // A copy of the record as it was at the crash.
        try mark()
        let octets = try Data(contentsOf: URL(fileURLWithPath: folder + "/reading"))
        withExtendedLifetime(attempt) {}
        attempt = nil
        record = nil
        try octets.write(to: URL(fileURLWithPath: folder + "/reading"))
        for _ in 0..<2 {
            let next = try ReadingRecord(folder: folder)
            #expect(next.setAside.map(\.path) == [path])
            #expect(throws: FeedError.self) { try next.begin(path) }
            _ = try next.begin(try file("other"))
        }
        let next = try ReadingRecord(folder: folder)
        _ = try file("bad file\\with\n a name", "other routes")
        _ = try next.begin(path)
        #expect(next.setAside.isEmpty)
        #expect(try ReadingRecord(folder: folder).setAside.isEmpty)
    }

    @Test("marks of a crash stay until the list of files that are set aside is written, and not longer")
    func unwrittenList() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try file("bad")
        var record: ReadingRecord? = try ReadingRecord(folder: folder)
        var attempt: FileAttempt? = try record?.begin(path)
        try mark()
        let octets = try Data(contentsOf: URL(fileURLWithPath: folder + "/reading"))
        withExtendedLifetime(attempt) {}
        attempt = nil
        record = nil
        try octets.write(to: URL(fileURLWithPath: folder + "/reading"))
        // A folder in the place of the list, which no file can replace.
        try FileManager.default.createDirectory(
            atPath: folder + "/set-aside/in", withIntermediateDirectories: true)
        let without = try ReadingRecord(folder: folder)
        #expect(without.failure != nil && without.crashed.map(\.path) == [path])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/reading")) == octets)
        try FileManager.default.removeItem(atPath: folder + "/set-aside")
        let with = try ReadingRecord(folder: folder)
        #expect(with.failure == nil && with.crashed.map(\.path) == [path])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/reading")).isEmpty)
        let later = try ReadingRecord(folder: folder)
        #expect(later.crashed.isEmpty && later.setAside.map(\.path) == [path])
    }

    @Test("after a kill there is no mark, and the file is read again") func kill() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try file("routes")
        let record = try ReadingRecord(folder: folder)
        let attempt = try record.begin(path)
        let next = try ReadingRecord(folder: folder)
        #expect(next.setAside.isEmpty)
        _ = try next.begin(path)
        withExtendedLifetime(attempt) {}
    }

    @Test("as many files as there are places are recorded, and further ones are read all the same") func places() throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let record = try ReadingRecord(folder: folder)
        let path = try file("routes")
        let attempts = try (0..<100).map { _ in try record.begin(path) }
        #expect(attempts.allSatisfy { $0.step { true } })
        #expect(
            try FileManager.default.attributesOfItem(atPath: folder + "/reading")[.posixPermissions] as? Int == 0o600)
    }

    @Test("a damaged list is as if those lines were not there", arguments: ["x", "1 2", "1 2 3 ", "\u{0}\n\n9 9 9 /x"])
    func damaged(text: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try file("set-aside", text)
        _ = try file("reading", String(repeating: "c\(text)", count: 9_000))
        #expect(try ReadingRecord(folder: folder).setAside.isEmpty)
    }
}
