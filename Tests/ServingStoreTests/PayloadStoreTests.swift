import Foundation
import NumberResources
import RPKIToRouter
import SQLiteFile
import ServingStore
import TestSupport
import Testing
import ValidatedPayloads

@Suite struct PayloadStoreTests {
    private let folder = StoreFolder()

    private func open() throws -> PayloadStore.Opened {
        try PayloadStore.open(folder: folder.path)
    }

    private func serve(_ set: PayloadSet, _ cache: RTRCache, _ store: PayloadStore, at time: Double = 1_000) throws {
        let failure = cache.serve(set) { update in
            try store.record(update, date: Date(timeIntervalSince1970: time))
        }.failure
        if let failure { throw failure }
    }

    @Test("What was served comes back: payloads, expiry, sessions, serial, date, differences")
    func roundTrip() throws {
        let opened = try open()
        #expect(opened.stored == nil)
        let cache = RTRCache()
        let first = PayloadSet.sample([1, 2, 3], expires: 5_000)
        let second = PayloadSet.sample([2, 3, 4], expires: 6_000)
        try serve(first, cache, opened.store)
        try serve(second, cache, opened.store, at: 2_000)
        try opened.store.close()

        let again = try open()
        let stored = try #require(again.stored)
        #expect(stored.payloads.hasSameContent(as: second))
        #expect(stored.payloads.vrpRows.allSatisfy { $0.sources.first?.expires == Date(timeIntervalSince1970: 6_000) })
        #expect(stored.payloads.vrpRows.allSatisfy { $0.sources.first?.trustAnchor == "test" })
        #expect(stored.sessions == cache.sessions)
        #expect(stored.serial == 2)
        #expect(stored.date == Date(timeIntervalSince1970: 2_000))
        #expect(stored.differences == [PayloadDelta(from: first, to: second)])
        #expect(again.damage == nil)
    }

    @Test("After a restart routers go on where they were", arguments: 0..<10)
    func restart(seed: Int) throws {
        var generator = SeededGenerator(1)
        var opened = try open()
        var cache = RTRCache()
        var routers: [RouterSession] = []
        for round in 0..<12 {
            let numbers = (1...40).filter { _ in Bool.random(using: &generator) }
            try serve(
                .sample(numbers, expires: Double(5_000 + round % 3)), cache, opened.store, at: Double(round))
            if round % 3 == seed % 3 {
                try opened.store.close()
                opened = try open()
                let stored = try #require(opened.stored)
                #expect(stored.payloads.hasSameContent(as: try #require(cache.payloads)))
                let restarted = stored.cache()
                #expect(restarted.sessions == cache.sessions)
                #expect(restarted.serial == cache.serial)
                #expect(restarted.summary == cache.summary)
                cache = restarted
            }
            var router = RouterSession()
            _ = try router.exchange(with: cache)
            routers.append(router)
            for index in routers.indices {
                let wasFull = try routers[index].exchange(with: cache)
                #expect(!wasFull)
                #expect(
                    routers[index].table.payloads(source: .exception(path: nil))
                        .hasSameContent(as: try #require(cache.payloads)))
            }
        }
    }

    @Test("Only another expiry is written, too, and the serial stays")
    func expiryOnly() throws {
        let opened = try open()
        let cache = RTRCache()
        try serve(.sample([1, 2], expires: 5_000), cache, opened.store)
        try serve(.sample([1, 2], expires: 9_000), cache, opened.store)
        try opened.store.close()
        let stored = try #require(try open().stored)
        #expect(stored.serial == 1)
        #expect(stored.differences.isEmpty)
        #expect(stored.payloads.vrpRows.allSatisfy { $0.sources.first?.expires == Date(timeIntervalSince1970: 9_000) })
    }

    @Test("When changes have become more than the set, the set is written anew, and the history stays")
    func compaction() throws {
        let opened = try open()
        let cache = RTRCache()
        for round in 0..<60 {
            try serve(.sample(Array(round * 500..<round * 500 + 4_000), expires: 5_000), cache, opened.store)
        }
        try opened.store.close()
        let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/serving.sqlite")[.size] as? Int
        #expect(try #require(size) < 4 << 20)
        let stored = try #require(try open().stored)
        #expect(stored.serial == 60)
        #expect(stored.payloads.hasSameContent(as: .sample(Array(29_500..<33_500), expires: 5_000)))
        #expect(stored.differences.count == 59)
    }

    @Test("Local assertions never expire, and stay what they are")
    func assertions() throws {
        let opened = try open()
        var builder = PayloadSetBuilder()
        builder.add(VRP.sample(1), source: .exception(path: "local.json", comment: "ours"))
        try serve(builder.build(), RTRCache(), opened.store)
        try opened.store.close()
        let stored = try #require(try open().stored)
        let source = try #require(stored.payloads.vrpRows.first?.sources.first)
        #expect(source.trustAnchor == nil)
        #expect(source.expires == nil)
    }

    @Test("A page that is damaged while the file is used costs the file: the next update is in a new one")
    func damagedAtRun() throws {
        let opened = try open()
        let cache = RTRCache()
        try serve(.sample(Array(0..<20_000), expires: 5_000), cache, opened.store)
        try opened.store.close()
        // What is not read at the start: where the next step goes.
        let again = try open()
        #expect(again.damage == nil)
        let path = folder.path + "/serving.sqlite"
        try DamagedPage.overwrite("step", in: path)
        let restored = try #require(again.stored).cache()
        let (_, failure) = restored.serve(.sample([1], expires: 5_000)) {
            try again.store.record($0, date: Date(timeIntervalSince1970: 2_000))
        }
        guard case .damaged(path, _)? = failure as? SQLiteFileError else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
        // The same again, under the new sessions.
        try serve(.sample([1], expires: 5_000), restored, again.store)
        try again.store.close()
        let third = try open()
        #expect(third.damage == nil)
        #expect(third.stored?.sessions == restored.sessions)
        #expect(third.stored?.sessions != cache.sessions)
        #expect(third.stored?.payloads.hasSameContent(as: .sample([1], expires: 5_000)) == true)
    }

    @Test("A damaged file is put aside, said, and begun anew", arguments: ["text", "cut", "overwritten", "record"])
    func damaged(how: String) throws {
        let opened = try open()
        try serve(.sample(Array(0..<20_000), expires: 5_000), RTRCache(), opened.store)
        try opened.store.close()
        let file = URL(fileURLWithPath: folder.path + "/serving.sqlite")
        var octets = try Data(contentsOf: file)
        switch how {
        case "text": octets = Data("not a database, and longer than a header of one would be".utf8)
        case "cut": octets = octets.prefix(octets.count / 2)
        case "overwritten":
            octets.replaceSubrange(4_096..<octets.count, with: Data(repeating: 0x5a, count: octets.count - 4_096))
        default:
            // The record, not the file: what is counted is not there.
            let needle = Data([0x00, 0xa0, 0x9c, 0x01])
            let found = try #require(octets.range(of: needle))
            octets.replaceSubrange(found, with: Data([0xff, 0xff, 0xff, 0x7f]))
        }
        try octets.write(to: file)
        let again = try open()
        guard case .damaged? = again.damage else {
            Issue.record("nothing said: \(String(describing: again.damage))")
            return
        }
        #expect(again.stored == nil)
        #expect(FileManager.default.fileExists(atPath: file.path + ".damaged"))
        try serve(.sample([1], expires: 5_000), RTRCache(), again.store)
        try again.store.close()
        #expect(try open().stored?.serial == 1)
    }

    @Test("A file of another program or of a later version is left alone")
    func foreign() throws {
        try open().store.close()
        let file = folder.path + "/serving.sqlite"
        var octets = try Data(contentsOf: URL(fileURLWithPath: file))
        // The user version stands at offset 60, the application's number at 68 (the SQLite file format).
        octets[63] = 99
        try octets.write(to: URL(fileURLWithPath: file))
        #expect(throws: SQLiteFileError.newerSchema(path: file, found: 99, known: 1)) { try open() }
        octets[63] = 1
        octets[71] = 0
        try octets.write(to: URL(fileURLWithPath: file))
        #expect(throws: SQLiteFileError.foreign(path: file)) { try open() }
        #expect(!FileManager.default.fileExists(atPath: file + ".damaged"))
    }

    @Test("A folder that cannot be made is named")
    func folderError() throws {
        let file = folder.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        let error = #expect(throws: SQLiteFileError.self) { try PayloadStore.open(folder: file + "/below") }
        guard case .folder? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
