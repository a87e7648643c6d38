import Foundation
import GRDB
import RPKIToRouter
import SQLiteFile
import ServingStore
import Testing
import ValidatedPayloads

@Suite("The history of payloads that routers may ask for") struct PayloadHistoryTests {
    private let folder = StoreFolder()

    private var path: String { folder.path + "/serving.sqlite" }

    private func open(history: Int = 100) throws -> PayloadStore.Opened {
        try PayloadStore.open(folder: folder.path, history: history)
    }

    private func serve(_ set: PayloadSet, _ cache: RTRCache, _ store: PayloadStore) throws {
        let failure = cache.serve(set) { try store.record($0, date: Date(timeIntervalSince1970: 1_000)) }.failure
        if let failure { throw failure }
    }

    /// Sets of which each one has nothing of the one before, so that each is written whole.
    private static func whole(_ round: Int) -> PayloadSet {
        .sample(Array(round * 10_000..<round * 10_000 + 8_000), expires: 5_000)
    }

    @Test("Exactly as many differences are kept as the history has, the last ones", arguments: [1, 3])
    func exact(history: Int) throws {
        let opened = try open(history: history)
        let cache = RTRCache()
        let sets = (0..<6).map(Self.whole)
        for set in sets { try serve(set, cache, opened.store) }
        try opened.store.close()
        let stored = try #require(try open(history: history).stored)
        #expect(stored.serial == 6)
        let expected = (6 - history..<6).map { PayloadDelta(from: sets[$0 - 1], to: sets[$0]) }
        #expect(stored.differences == expected)
        #expect(stored.payloads.hasSameContent(as: sets[5]))
    }

    /// Four updates in a store that is closed, one change each.
    private func small() throws {
        let opened = try open()
        let cache = RTRCache()
        for last in 1...4 { try serve(.sample(Array(1...last), expires: 5_000), cache, opened.store) }
        try opened.store.close()
        #expect(try serials() == [2, 3, 4])
    }

    private func serials() throws -> [Int] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchAll($0, sql: "SELECT serial FROM step ORDER BY id") }
    }

    @Test(
        "A step with a serial that does not follow makes the file damaged: routers would get a wrong difference",
        arguments: [
            // In the middle, at the beginning, at the end, twice the same, and a gap where one is missing.
            "UPDATE step SET serial = 9 WHERE serial = 3", "UPDATE step SET serial = 9 WHERE serial = 2",
            "UPDATE step SET serial = 9 WHERE serial = 4", "UPDATE step SET serial = 2 WHERE serial = 3",
            "DELETE FROM step WHERE serial = 3",
            // What is served is not what the steps lead to.
            "UPDATE served SET serial = serial + 1", "UPDATE served SET serial = serial - 1",
        ])
    func gap(sql: String) throws {
        try small()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        let again = try open()
        guard case .damaged? = again.damage else {
            Issue.record("nothing is reported: \(String(describing: again.damage))")
            return
        }
        #expect(again.stored == nil)
    }

    @Test(
        "Sessions of two versions that are the same make the file damaged", arguments: ["1 = session0", "2 = session1"])
    func sessions(_ what: String) throws {
        try small()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE served SET session\(what)") }
        try queue.close()
        guard case .damaged? = try open().damage else {
            Issue.record("nothing is reported")
            return
        }
    }

    @Test("A step that is as it should be is none, and a restart keeps the history")
    func intact() throws {
        try small()
        let again = try open()
        #expect(again.damage == nil)
        #expect(again.stored?.serial == 4)
        #expect(again.stored?.differences.count == 3)
    }
}
