import Foundation
import LocalFiles
import Synchronization
import TestSupport
import Testing

@Suite("Spools and chunks") struct SpoolTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("What is written is read, as often as one likes, and has no name")
    func spool() throws {
        let grown = Mutex(0)
        let octets = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        do {
            let spool = try Spool(in: folder.path) { count in grown.withLock { $0 += count } }
            try octets[..<1].withUnsafeBytes { try spool.write($0) }
            try octets[1...].withUnsafeBytes { try spool.write($0) }
            #expect(spool.octets == octets.count)
            #expect(grown.withLock { $0 } == octets.count)
            #expect(try folder.names.isEmpty)
            for _ in 0..<2 {
                var found: [UInt8] = []
                try spool.read { chunk in for index in chunk.indices { found.append(chunk[index]) } }
                #expect(found == octets)
            }
        }
        #expect(grown.withLock { $0 } == 0)
    }

    @Test("A folder that is not there has no spool")
    func missing() {
        let error = #expect(throws: LocalFileError.self) { try Spool(in: folder("none")) }
        #expect(error?.code == .system(ENOENT))
    }

    @Test("A full disk is an error", .enabled(if: SmallDisk.isPossible, "no file system can be mounted here"))
    func fullDisk() throws {
        let disk = try SmallDisk(octets: 1 << 16)
        let spool = try Spool(in: disk.folder.path)
        let error = #expect(throws: LocalFileError.self) {
            try [UInt8](repeating: 2, count: 1 << 20).withUnsafeBytes { try spool.write($0) }
        }
        #expect(error?.code == .system(ENOSPC))
    }

    @Test("A file comes in chunks, and a folder not at all")
    func chunks() throws {
        let octets = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try folder.write(octets, to: "a")
        let chunks = try FileChunks(folder("a"))
        var found: [UInt8] = []
        while let chunk = try chunks.next() { found += chunk }
        #expect(found == octets)
        let missing = #expect(throws: LocalFileError.self) { try FileChunks(folder("none")) }
        #expect(missing?.code == .system(ENOENT))
        let error = #expect(throws: LocalFileError.self) { try FileChunks(folder.path).next() }
        #expect(error?.code == .system(EISDIR))
    }

    @Test("A file is read up to its limit, and not one octet further")
    func limit() throws {
        try folder.write([1, 2, 3], to: "a")
        #expect(try LocalFile.read(folder("a"), limit: 3) == [1, 2, 3])
        let error = #expect(throws: LocalFileError.self) { try LocalFile.read(folder("a"), limit: 2) }
        #expect(error?.code == .tooLarge)
        #expect(error?.reason == "more than 2 octets, which is the limit")
    }
}
