import Foundation
import LocalFiles
import TestSupport
import Testing

@Suite("Files that appear when they are whole") struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let scratches: [AtomicFile.Scratch] = [.unique, .new]

    /// Descriptors that this process has open in the folder.
    private func openCount() throws -> Int {
        let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return links.filter { link in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + link))?
                .hasPrefix(folder.path) == true
        }.count
    }

    @Test("The file before stays until the new one is whole", arguments: scratches)
    func replaces(scratch: AtomicFile.Scratch) throws {
        try folder.write([1], to: "a")
        do {
            let file = try AtomicFile(folder("a"), scratch: scratch)
            try file.write([2, 3].span)
            #expect(try folder.octets("a") == [1])
            #expect(try folder.names.count == 2)
            try file.commit()
        }
        #expect(try folder.octets("a") == [2, 3])
        #expect(try folder.names == ["a"])
        #expect(try openCount() == 0)
    }

    @Test("What is dropped before leaves nothing", arguments: scratches)
    func dropped(scratch: AtomicFile.Scratch) throws {
        try folder.write([1], to: "a")
        do { try AtomicFile(folder("a"), scratch: scratch).write([2].span) }
        #expect(try folder.octets("a") == [1])
        #expect(try folder.names == ["a"])
        #expect(try openCount() == 0)
    }

    @Test("Where the name cannot be given, nothing is left and no other file is closed", arguments: scratches)
    func failedRename(scratch: AtomicFile.Scratch) throws {
        // A folder that is not empty is not replaced by a file.
        try FileManager.default.createDirectory(atPath: folder("a/b"), withIntermediateDirectories: true)
        var bystander: FileHandle?
        do {
            let file = try AtomicFile(folder("a"), scratch: scratch)
            try file.write([1].span)
            let error = #expect(throws: LocalFileError.self) { try file.commit() }
            #expect(error?.code == .system(EISDIR))
            #expect(error?.path == folder("a"))
            // It would get the number of a descriptor that was closed too early, and be closed with it.
            try folder.write([7], to: "bystander")
            bystander = try FileHandle(forReadingFrom: URL(filePath: folder("bystander")))
        }
        #expect(try bystander?.readToEnd() == Data([7]))
        try bystander?.close()
        #expect(try folder.names == ["a", "bystander"])
        #expect(try openCount() == 0)
    }

    @Test("A folder that is missing, or a file in the way, is an error", arguments: scratches)
    func noFolder(scratch: AtomicFile.Scratch) throws {
        try folder.write([], to: "file")
        for (path, number) in [("none/a", ENOENT), ("file/a", ENOTDIR)] {
            let error = #expect(throws: LocalFileError.self) { try AtomicFile(folder(path), scratch: scratch) }
            #expect(error?.code == .system(number))
        }
    }

    @Test("What a kill left is replaced where one process writes alone, also a link")
    func leftover() throws {
        try folder.write([9], to: "target")
        try FileManager.default.createSymbolicLink(atPath: folder("a.new"), withDestinationPath: folder("target"))
        try AtomicFile.write([1].span, to: folder("a"), scratch: .new)
        #expect(try folder.octets("a") == [1])
        #expect(try folder.octets("target") == [9])
        #expect(try folder.names == ["a", "target"])
    }

    @Test("For the owner alone, or for all whom the mask lets")
    func access() throws {
        try AtomicFile.write([1].span, to: folder("a"), access: .owner)
        try AtomicFile.write([1].span, to: folder("b"))
        try folder.write([], to: "c")
        #expect(try folder.mode("a") == 0o600)
        #expect(try folder.mode("b") & 0o111 == 0)
        #expect(try folder.mode("b") & 0o600 == 0o600)
    }

    @Test(
        "On a full disk the file before stays",
        .enabled(if: SmallDisk.isPossible, "no file system can be mounted here"), arguments: scratches)
    func fullDisk(scratch: AtomicFile.Scratch) throws {
        let disk = try SmallDisk(octets: 1 << 16)
        try disk.folder.write([1], to: "a")
        let error = #expect(throws: LocalFileError.self) {
            try AtomicFile.write(
                [UInt8](repeating: 2, count: 1 << 20).span, to: disk.folder("a"), scratch: scratch)
        }
        #expect(error?.code == .system(ENOSPC))
        #expect(try disk.folder.octets("a") == [1])
        #expect(try disk.folder.names == ["a"])
    }
}
