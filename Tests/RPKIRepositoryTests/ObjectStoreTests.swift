import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKIValidation
import SQLiteFile
import TestSupport
import Testing

@Suite struct ObjectStoreTests {
    private typealias E = Entries

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("What was kept is there when the store is opened again")
    func lasts() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(E.entry([1, 2], record: [7, 7]), for: E.key("a"))
        #expect(try store.record(for: E.key("a")) == [7, 7])
        try store.close()
        let again = try ObjectStore(folder: folder.path)
        #expect(try again.record(for: E.key("a")) == [7, 7])
        #expect(try again.hasObject(1) && again.hasObject(2))
        #expect(try again.record(for: E.key("b")) == nil)
        #expect(try again.object(ObjectHash(of: [3])) == nil)
    }

    @Test("Records and objects of no octets are kept as such")
    func empty() throws {
        let store = try ObjectStore(folder: folder.path)
        let hash = ObjectHash(of: [UInt8]())
        try store.keep(PointEntry(record: [], hashes: [hash], objects: [hash: []], until: E.now), for: E.key("a"))
        #expect(try store.record(for: E.key("a")) == [])
        #expect(try store.object(hash) == [])
    }

    @Test("The newest entry of a point counts; objects that no point names any more are dropped, the others stay")
    func replaced() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(E.entry([1, 2, 2], record: [1]), for: E.key("a"))
        try store.keep(E.entry([2, 3], record: [2]), for: E.key("b"))
        try store.keep(E.entry([4], record: [3]), for: E.key("a"))
        try store.commit()
        #expect(try store.record(for: E.key("a")) == [3])
        #expect(try store.record(for: E.key("b")) == [2])
        #expect(try !store.hasObject(1))
        #expect(try store.hasObject(2) && store.hasObject(3) && store.hasObject(4))
    }

    @Test("An entry may rely on objects that the store has")
    func handedOver() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(E.entry([1, 2], record: [1]), for: E.key("a"))
        let next = PointEntry(record: [2], hashes: [ObjectHash(of: [2])], objects: [:], until: E.now)
        try store.keep(next, for: E.key("a"))
        try store.commit()
        #expect(try store.hasObject(2) && !store.hasObject(1))
    }

    @Test("An entry with an object that nobody has is not kept at all, and takes nothing with it")
    func incomplete() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(E.entry([1], record: [1]), for: E.key("a"))
        let hash = ObjectHash(of: [9])
        let next = PointEntry(
            record: [2], hashes: [ObjectHash(of: [2]), hash], objects: [ObjectHash(of: [2]): [2]], until: E.now)
        #expect(throws: SQLiteFileError.incomplete(path: "a", lacking: hash)) {
            try store.keep(next, for: E.key("a"))
        }
        #expect(try store.record(for: E.key("a")) == [1])
        #expect(try store.hasObject(1) && !store.hasObject(2))
        try store.keep(E.entry([3], record: [3]), for: E.key("b"))
        try store.close()
        let again = try ObjectStore(folder: folder.path)
        #expect(try again.record(for: E.key("a")) == [1])
        #expect(try again.record(for: E.key("b")) == [3])
    }

    @Test("Trust anchors, keys and folders do not mix")
    func keys() throws {
        let store = try ObjectStore(folder: folder.path)
        let keys = [
            E.key("a"), E.key("b"), E.key("a", trustAnchor: 2), E.key("a", authority: 2),
            E.key("a", trustAnchor: 2, authority: 2), E.key("A"),
        ]
        for (index, key) in keys.enumerated() {
            try store.keep(E.entry([1], record: [UInt8(index)]), for: key)
        }
        for (index, key) in keys.enumerated() { #expect(try store.record(for: key) == [UInt8(index)]) }
    }

    @Test("Pruning drops what has run out and what it alone names, and nothing else")
    func prune() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(E.entry([1, 2], record: [1], until: E.now - 1), for: E.key("a"))
        try store.keep(E.entry([2, 3], record: [2], until: E.now), for: E.key("b"))
        try store.keep(E.entry([4], record: [3], until: E.now + 1), for: E.key("c"))
        try store.prune(before: E.now + 0.5)
        #expect(try store.record(for: E.key("a")) == nil)
        #expect(try !store.hasObject(1))
        #expect(try store.record(for: E.key("b")) == [2])
        #expect(try store.record(for: E.key("c")) == [3])
        #expect(try store.hasObject(2) && store.hasObject(3) && store.hasObject(4))
        try store.close()
        let again = try ObjectStore(folder: folder.path)
        #expect(try again.record(for: E.key("a")) == nil)
        #expect(try again.record(for: E.key("b")) == [2])
    }

    @Test("Many tasks may keep and ask at once")
    func concurrency() async throws {
        let store = try ObjectStore(folder: folder.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for index in 0..<300 {
                        let key = E.key("\(task)/\(index)")
                        try store.keep(E.entry([UInt8(index & 0xff), UInt8(task)], record: [UInt8(task)]), for: key)
                        #expect(try store.record(for: key) == [UInt8(task)])
                        #expect(try store.hasObject(UInt8(index & 0xff)))
                    }
                }
            }
            try await group.waitForAll()
        }
        try store.close()
        let again = try ObjectStore(folder: folder.path)
        for task in 0..<8 {
            for index in 0..<300 { #expect(try again.record(for: E.key("\(task)/\(index)")) == [UInt8(task)]) }
        }
    }

    @Test("A closed store says so; it does not crash")
    func closed() throws {
        let store = try ObjectStore(folder: folder.path)
        // A store that is new and empty is not asked.
        try store.keep(E.entry([1], record: [1]), for: E.key("a"))
        try store.close()
        #expect(throws: SQLiteFileError.self) { _ = try store.record(for: E.key("a")) }
        #expect(throws: SQLiteFileError.self) { try store.keep(E.entry([1], record: [1]), for: E.key("a")) }
        #expect(throws: SQLiteFileError.self) { try store.prune(before: E.now) }
    }
}
