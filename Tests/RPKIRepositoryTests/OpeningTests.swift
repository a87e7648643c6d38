import Foundation
import GRDB
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKIValidation
import SQLiteFile
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Opening a store") struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Leaves a store with one point in the folder.
    private func makeStore() throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(Entries.entry([1, 2], record: [7]), for: Entries.key("a"))
        try store.close()
    }

    /// Writes a number of the database's header (SQLite file format, section 1.3).
    private func patch(at offset: Int, _ number: UInt32) throws {
        var octets = try folder.octets("rpki.sqlite")
        for index in 0..<4 { octets[offset + index] = UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32(index))) }
        try folder.write(octets, to: "rpki.sqlite")
    }

    private static let userVersion = 60
    private static let applicationID = 68

    @Test("A folder that is missing is made, with those above it")
    func makesFolder() throws {
        let store = try ObjectStore(folder: folder("a/b/c"))
        try store.keep(Entries.entry([1], record: [1]), for: Entries.key("a"))
        try store.close()
        #expect(FileManager.default.fileExists(atPath: folder("a/b/c/rpki.sqlite")))
    }

    @Test("While one store is open nobody else opens the folder, and the error names it")
    func locked() throws {
        try makeStore()
        let store = try ObjectStore(folder: folder.path)
        let error = #expect(throws: SQLiteFileError.inUse(path: folder("lock"))) {
            _ = try ObjectStore(folder: folder.path)
        }
        #expect(error?.description.contains(folder.path) == true)
        try store.close()
        #expect(try ObjectStore(folder: folder.path).record(for: Entries.key("a")) == [7])
    }

    @Test("A store that is dropped without being closed leaves the folder free")
    func dropped() throws {
        try makeStore()
        do { _ = try ObjectStore(folder: folder.path) }
        _ = try ObjectStore(folder: folder.path)
    }

    @Test("A store that could not be opened leaves the folder free")
    func failedOpening() throws {
        try makeStore()
        try patch(at: Self.userVersion, 99)
        #expect(throws: SQLiteFileError.self) { _ = try ObjectStore(folder: folder.path) }
        try patch(at: Self.userVersion, 3)
        #expect(try ObjectStore(folder: folder.path).record(for: Entries.key("a")) == [7])
    }

    @Test("A store of version 1, which had points alone, is taken over with them")
    func version1() throws {
        try makeStore()
        let queue = try DatabaseQueue(path: folder("rpki.sqlite"))
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            for table in ["run", "rejection", "delta", "publication", "folder", "repository", "generation"] {
                try db.execute(sql: "DROP TABLE \(table)")
            }
            let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
            try db.execute(sql: "PRAGMA writable_schema = ON")
            try db.execute(
                sql: """
                    UPDATE sqlite_master SET sql = replace(replace(sql, ', STRICT', ''), ' STRICT', '')
                    WHERE type = 'table'
                    """)
            try db.execute(sql: "PRAGMA schema_version = \(version + 1)")
            try db.execute(sql: "PRAGMA writable_schema = RESET")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        try queue.close()
        let store = try ObjectStore(folder: folder.path)
        #expect(try store.record(for: Entries.key("a")) == [7])
        #expect(try store.repositories().isEmpty)
        #expect(try store.generation() == 0)
        try store.close()
        let new = try DatabaseQueue(path: folder("rpki.sqlite"))
        try new.read { db in
            #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 3)
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
            let loose = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE type = 'table' AND schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite%'
                    """)
            #expect(loose.isEmpty)
        }
        try new.close()
    }

    @Test("A newer schema is refused by its number and left as it is")
    func newerSchema() throws {
        try makeStore()
        try patch(at: Self.userVersion, 99)
        let before = try folder.octets("rpki.sqlite")
        let error = #expect(
            throws: SQLiteFileError.newerSchema(path: folder("rpki.sqlite"), found: 99, known: 3)
        ) { _ = try ObjectStore(folder: folder.path) }
        #expect(error?.description.contains("schema 99") == true)
        #expect(try folder.octets("rpki.sqlite") == before)
    }

    @Test("A database of another program is refused and left as it is", arguments: [0, 0x1234_5678] as [UInt32])
    func foreign(applicationID: UInt32) throws {
        try makeStore()
        try patch(at: Self.applicationID, applicationID)
        try patch(at: Self.userVersion, applicationID == 0 ? 0 : 1)
        // Without a write-ahead log, as most programs have it.
        var before = try folder.octets("rpki.sqlite")
        before[18] = 1
        before[19] = 1
        try folder.write(before, to: "rpki.sqlite")
        #expect(throws: SQLiteFileError.foreign(path: folder("rpki.sqlite"))) {
            _ = try ObjectStore(folder: folder.path)
        }
        #expect(try folder.octets("rpki.sqlite") == before)
        #expect(try folder.names == ["lock", "rpki.sqlite"])
    }

    @Test("A file that is no database is refused and left as it is")
    func noDatabase() throws {
        let text = Array(String(repeating: "not a database\n", count: 500).utf8)
        try folder.write(text, to: "rpki.sqlite")
        let error = #expect(throws: SQLiteFileError.self) { _ = try ObjectStore(folder: folder.path) }
        #expect(error?.description.hasPrefix(folder("rpki.sqlite") + ": ") == true)
        #expect(try folder.octets("rpki.sqlite") == text)
    }

    @Test("A database file of no octets is a new one")
    func emptyFile() throws {
        try folder.write([], to: "rpki.sqlite")
        let store = try ObjectStore(folder: folder.path)
        #expect(try store.record(for: Entries.key("a")) == nil)
    }

    @Test("Where a file is in the way of the folder, the error names it")
    func fileInTheWay() throws {
        try folder.write([1], to: "file")
        for path in [folder("file"), folder("file/below")] {
            let error = #expect(throws: SQLiteFileError.self) { _ = try ObjectStore(folder: path) }
            #expect(error?.description.hasPrefix(path) == true)
            #expect(error?.description.contains("CocoaError") == false)
        }
    }

    @Test("A folder in which nothing may be written gives an error that names it")
    func readOnly() throws {
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        // root may write in any folder but those of the kernel.
        let closed = geteuid() == 0 ? "/sys" : folder.path
        let error = #expect(throws: SQLiteFileError.self) { _ = try ObjectStore(folder: closed) }
        #expect(error?.description.hasPrefix(closed) == true)
        let below = #expect(throws: SQLiteFileError.self) { _ = try ObjectStore(folder: "\(closed)/below") }
        #expect(below?.description.hasPrefix("\(closed)/below") == true)
    }

    @Test("A database with damaged octets gives typed errors, or what was kept, and never a crash", arguments: 0..<40)
    func damaged(seed: UInt64) throws {
        let store = try ObjectStore(folder: folder.path)
        for index in 0..<60 {
            let entry = Entries.entry(Array(0...UInt8(index)), record: Array(repeating: UInt8(index), count: 200))
            try store.keep(entry, for: Entries.key("\(index)"))
        }
        try store.close()
        var octets = try folder.octets("rpki.sqlite")
        var generator = SeededGenerator(seed)
        switch seed % 4 {
        case 0: octets.removeSubrange(Int.random(in: 100..<octets.count, using: &generator)...)
        case 1:
            let page = Int.random(in: 1..<octets.count / 4096, using: &generator) * 4096
            octets.replaceSubrange(page..<page + 4096, with: [UInt8](repeating: 0, count: 4096))
        default:
            for _ in 0..<200 {
                octets[.random(in: 100..<octets.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
        }
        try folder.write(octets, to: "rpki.sqlite")
        do throws(SQLiteFileError) {
            let store = try ObjectStore(folder: folder.path)
            for index in 0..<60 {
                attempt { try store.record(for: Entries.key("\(index)")) }
                attempt { try store.object(ObjectHash(of: [UInt8(index)])) }
                attempt {
                    try store.keep(
                        Entries.entry([1, 2, UInt8(200 + index % 50)], record: [1]), for: Entries.key("\(index)"))
                }
            }
            attempt { try store.prune(before: Entries.now + 1) }
            attempt { try store.close() }
        } catch {
            #expect(error.description.hasPrefix(folder.path))
        }
    }

    /// Any error will do, as long as it is the store's own.
    private func attempt<Result>(_ body: () throws -> Result) {
        do { _ = try body() } catch { #expect(error is SQLiteFileError) }
    }
}
