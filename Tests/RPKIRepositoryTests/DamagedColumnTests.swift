import Fetching
import Foundation
import GRDB
import LocalServers
import RPKIObjects
import RPKIValidation
import SQLiteFile
import TestSupport
import Testing

@testable import RPKIRepository

@Suite("Values in rpki.sqlite that cannot be are damage, never the end of the process") struct DamagedColumnTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var path: String { folder("rpki.sqlite") }
    private static let date = Date(timeIntervalSince1970: 1_000)

    /// A store with rows in all tables.
    private func fill() async throws {
        let store = try ObjectStore(folder: folder.path)
        try store.keep(Entries.entry([1, 2], record: [7]), for: Entries.key("a"))
        for uri in ["https://a.example/notification.xml", "https://b.example/ta.cer"] {
            let repository = try await store.repository(uri, uri.hasSuffix("cer") ? .https : .rrdp)
            try await store.replace(
                repository, by: [1, 2, 3], at: try #require(RsyncURI("rsync://a.example/m/\(uri.utf8.count).cer")),
                HTTPSValidators(etag: "e", lastModified: "l"))
            try await store.note(repository, at: Self.date, duration: 1.5, failure: nil)
            try await store.note(repository, at: Self.date, duration: 1.5, failure: "no")
        }
        try await store.database.write { db in
            try db.execute(
                sql: "UPDATE repository SET session = '9df4b597-af9e-4dca-bdda-719cce2c4e28', serial = '1'")
            try db.execute(sql: "INSERT INTO delta SELECT id, '1', zeroblob(32) FROM repository")
            try db.execute(sql: "UPDATE publication SET modified = 1")
        }
        let error = ObjectError(.overclaim, .rfc6487("7.2"), at: 5, "not held")
        let rejection = Rejection(uri: "rsync://x/y.roa", hash: ObjectHash(of: [1]), level: .rejected, error: error)
        try store.record(
            StoredRejections(
                date: Self.date, failure: "f",
                rows: [.init(rejection, since: Self.date, trustAnchor: "ta", repository: "rsync://x/")], further: 1))
        try store.close()
    }

    /// All that reads, and what writes after it has read.
    private func use(_ store: ObjectStore) async throws {
        for repository in try store.repositories() {
            _ = try await store.repository(repository.uri, repository.transport)
            _ = try await store.rrdpState(of: repository)
            _ = try store.single(of: repository.id)
            for folder in try await store.folders(of: repository.id, changedAfter: 0) {
                for (_, entry) in try store.listing(of: folder.id) { _ = try store.octets(of: entry.object) }
            }
            try await store.replace(
                repository, by: [4, 5], at: try #require(RsyncURI("rsync://a.example/m/new.cer")), HTTPSValidators())
            try await store.note(repository, at: Self.date, duration: 1, failure: nil)
        }
        _ = try store.generation()
        do {
            try store.forEachObject { _, _ in }
        } catch {
            throw store.named(error)
        }
        _ = try store.record(for: Entries.key("a"))
        _ = try store.object(ObjectHash(of: [1]))
        _ = try store.rejections()
        try store.record(StoredRejections(date: Self.date))
        try store.keep(Entries.entry([3], record: [8]), for: Entries.key("a"))
        try store.prune(before: Self.date)
        try store.pruneRepositories(before: Self.date + 86_400)
    }

    @Test("Each column, with each value")
    func everyColumn() async throws {
        try await fill()
        let base = try Data(contentsOf: URL(fileURLWithPath: path))
        var damaged: Set<String> = []
        for (table, column) in try Corruption.columns(path) {
            for value in Corruption.values {
                for name in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + name) }
                try base.write(to: URL(fileURLWithPath: path))
                guard try Corruption.set(table, column, to: value, in: path) else { continue }
                let what = "\(table).\(column) = \(value)"
                do {
                    _ = try ObjectStore.rejections(folder: folder.path)
                    let store = try ObjectStore(folder: folder.path)
                    defer { try? store.close() }
                    try await use(store)
                } catch {
                    guard case .damaged? = error as? SQLiteFileError else {
                        Issue.record("\(what): \(error)")
                        continue
                    }
                    damaged.insert(what)
                }
            }
        }
        for what in [
            "repository.objects = 'x'", "repository.objects = -1", "repository.octets = 9223372036854775807",
            "repository.updated = 'x'", "repository.transport = 'x'",
            "repository.duration = 'x'", "repository.changed = -1", "folder.changed = 'x'", "folder.uri = x'00ff'",
            "publication.hash = 'x'", "publication.object = 'x'", "object.octets = 'x'", "point.record = 'x'",
            "generation.last = 'x'", "generation.last = 9223372036854775807", "delta.hash = x'00ff'",
            "rejection.since = 9e999", "rejection.hash = x'00ff'", "rejection.reason = 'x'", "run.date = 'x'",
        ] {
            #expect(damaged.contains(what), "\(what) passed for sound")
        }
    }

    @Test(
        "Objects that nothing names go, regardless of their places, and the search for them ends",
        .timeLimit(.minutes(1)), arguments: [Int64.min + 1, -1, 1 << 53, .max])
    func farPlaces(place: Int64) async throws {
        var store = try ObjectStore(folder: folder.path)
        try await store.database.write { db in
            try db.execute(sql: "INSERT INTO object VALUES (?, zeroblob(32), x'00')", arguments: [place])
        }
        // Only a store that has objects when it is opened is searched.
        try store.close()
        store = try ObjectStore(folder: folder.path)
        defer { try? store.close() }
        try store.prune(before: Self.date)
        #expect(try await store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM object") } == 0)
    }

    @Test("A store of version 2 is taken over, and its tables are STRICT then")
    func migration() async throws {
        try await fill()
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in
            try db.execute(sql: "DROP TABLE run; DROP TABLE rejection")
            let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
            try db.execute(sql: "PRAGMA writable_schema = ON")
            try db.execute(
                sql: """
                    UPDATE sqlite_master SET sql = replace(replace(sql, ', STRICT', ''), ' STRICT', '')
                    WHERE type = 'table'
                    """)
            try db.execute(sql: "PRAGMA schema_version = \(version + 1)")
            try db.execute(sql: "PRAGMA writable_schema = RESET")
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        try queue.close()
        let store = try ObjectStore(folder: folder.path)
        try await use(store)
        try store.close()
        let strict = try DatabaseQueue(path: path)
        let loose = try await strict.read {
            try String.fetchAll(
                $0,
                sql:
                    "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'"
            )
        }
        #expect(loose.isEmpty)
        #expect(try await strict.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        try strict.close()
    }

    @Test("Rejections are read while a store is open, and a folder without a node is named")
    func beside() async throws {
        try await fill()
        let store = try ObjectStore(folder: folder.path)
        let stored = try #require(try ObjectStore.rejections(folder: folder.path))
        #expect(stored.rows.map(\.rejection.uri) == ["rsync://x/y.roa"])
        #expect(stored.rows.first?.since == Self.date)
        #expect(stored.failure == "f")
        #expect(stored.further == 1)
        try store.close()
        let error = #expect(throws: SQLiteFileError.self) { try ObjectStore.rejections(folder: folder("none")) }
        guard case .folder? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
