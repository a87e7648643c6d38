import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKIValidation
import TestSupport
import Testing

/// What a killed process leaves behind is what the files are at that moment: copying them while the store is open shows it.
@Suite("A kill at any moment") struct KillTests {
    private let folder: TemporaryFolder
    /// What the process leaves behind.
    private let left: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        left = try TemporaryFolder()
    }

    /// Takes what a process leaves behind that is killed now.
    private func kill() throws {
        for name in try folder.names where name.hasPrefix("rpki.sqlite") && !name.hasSuffix("-shm") {
            try left.write(folder.octets(name), to: name)
        }
    }

    private func entry(_ index: Int) -> PointEntry {
        Entries.entry([1, 2], record: [UInt8(index & 0xff), UInt8(index >> 8)])
    }

    @Test("What was committed is there, what was not is not, and nothing lies between")
    func uncommitted() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(Entries.entry([1], record: [1]), for: Entries.key("a"))
        try store.commit()
        try store.keep(Entries.entry([2], record: [2]), for: Entries.key("a"))
        try store.keep(Entries.entry([3], record: [3]), for: Entries.key("b"))
        try kill()
        let next = try ObjectStore(folder: left.path)
        #expect(try next.record(for: Entries.key("a")) == [1])
        #expect(try next.hasObject(1) && !next.hasObject(2))
        #expect(try next.record(for: Entries.key("b")) == nil)
        try store.close()
        #expect(try ObjectStore(folder: folder.path).record(for: Entries.key("a")) == [2])
    }

    @Test("A store that is dropped before it commits is as it was after the last commit")
    func dropped() throws {
        do {
            let store = try ObjectStore(folder: folder.path)
            try store.keep(Entries.entry([1], record: [1]), for: Entries.key("a"))
            try store.commit()
            try store.keep(Entries.entry([2], record: [2]), for: Entries.key("a"))
        }
        let again = try ObjectStore(folder: folder.path)
        #expect(try again.record(for: Entries.key("a")) == [1])
        #expect(try again.hasObject(1) && !again.hasObject(2))
    }

    @Test("A long run commits on the way: of thousands of points few are lost")
    func batches() throws {
        let store = try ObjectStore(folder: folder.path)
        for index in 0..<2500 { try store.keep(entry(index), for: Entries.key("\(index)")) }
        try kill()
        let next = try ObjectStore(folder: left.path)
        let kept = try (0..<2500).count { try next.record(for: Entries.key("\($0)")) != nil }
        #expect(kept == 2000)
        try store.close()
    }

    @Test(
        "Whatever part of the write-ahead log reached the disk, the store opens with a state that held",
        arguments: 0..<12)
    func tornLog(part: Int) throws {
        let store = try ObjectStore(folder: folder.path)
        for round in 0..<5 {
            for index in 0..<20 {
                try store.keep(
                    Entries.entry([UInt8(round), UInt8(100 + index)], record: [UInt8(round)]),
                    for: Entries.key("\(index)"))
            }
            try store.commit()
        }
        try kill()
        let log = try left.octets("rpki.sqlite-wal")
        try left.write(Array(log.prefix(log.count * part / 12)), to: "rpki.sqlite-wal")
        let next = try ObjectStore(folder: left.path)
        // Either all points are of one round, or the store is new.
        let records = Set(try (0..<20).map { try next.record(for: Entries.key("\($0)")) })
        #expect(records.count == 1)
        if let round = records.first??.first { #expect(try next.hasObject(round)) }
        try store.close()
    }
}
