import Foundation
import GRDB
import SQLiteFile
import Testing

/// Three versions of one table, with rows of the first.
enum Versions {
    static let migrations: [SQLiteSchema.Migration] = [
        { db in
            try db.execute(sql: "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
            try db.execute(sql: "INSERT INTO note (text) VALUES ('kept')")
        },
        { db in try db.execute(sql: "ALTER TABLE note ADD COLUMN author TEXT") },
        { db in
            try db.makeStrict(["note"])
            try db.execute(sql: "CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT")
        },
    ]

    static func schema(_ count: Int = 3, applicationID: Int64 = 0x4154_4c00) -> SQLiteSchema {
        SQLiteSchema(applicationID: applicationID, migrations: Array(migrations[..<count]))
    }

    static func file(
        _ path: String, _ schema: SQLiteSchema = schema(), _ damage: DatabaseFile.DamagePolicy = .keep
    ) -> DatabaseFile {
        var options = DatabaseFile.Options()
        options.damage = damage
        options.patience = 0.2
        return DatabaseFile(path, schema, options)
    }

    /// Makes a file of a version.
    static func make(_ path: String, version: Int) throws {
        try file(path, schema(version)).openQueue().close()
    }

    static func version(_ path: String) throws -> Int? {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }
}

@Suite("Versions of a database file") struct SQLiteSchemaTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)").path
    private var path: String { folder + "/a.sqlite" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func withFolder(_ body: () throws -> Void) rethrows {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body()
    }

    @Test("A file of each version gets the newest tables and keeps its rows", arguments: 0...3)
    func migrates(version: Int) throws {
        try withFolder {
            if version > 0 { try Versions.make(path, version: version) }
            let queue = try Versions.file(path).openQueue()
            try queue.read { (db: Database) throws in
                #expect(try db.cell(sql: "SELECT text FROM note")?.text() == "kept")
                #expect(try db.cell(sql: "SELECT author FROM note")?.ifPresent == nil)
                #expect(try db.cell(sql: "SELECT count(*) FROM other")?.count() == 0)
                #expect(try db.cell(sql: "PRAGMA integrity_check")?.text() == "ok")
            }
            #expect(throws: DatabaseError.self) {
                try queue.write { try $0.execute(sql: "UPDATE note SET text = x'00'") }
            }
            try queue.close()
            #expect(try Versions.version(path) == 3)
        }
    }

    @Test("Each version is made of the one before, in a step of its own", arguments: 1...3)
    func steps(version: Int) throws {
        try withFolder {
            if version > 1 { try Versions.make(path, version: version - 1) }
            let limited = Versions.schema().limited(to: version)
            #expect(limited.version == version)
            try Versions.file(path, limited).openQueue().close()
            #expect(try Versions.version(path) == version)
        }
    }

    @Test("A pool and a queue open the same file")
    func pool() throws {
        try withFolder {
            try Versions.make(path, version: 1)
            let pool = try Versions.file(path).openPool(readers: 2)
            #expect(try pool.read { try $0.cell(sql: "SELECT text FROM note")?.text() } == "kept")
            try pool.close()
            #expect(try Versions.version(path) == 3)
        }
    }

    @Test("A migration that fails leaves the version before it; those before it are done", arguments: 1...2)
    func fails(version: Int) throws {
        struct Stop: Error {}
        try withFolder {
            try Versions.make(path, version: version)
            let schema = SQLiteSchema(
                applicationID: 0x4154_4c00,
                migrations: Versions.migrations + [
                    { db in
                        try db.execute(sql: "DELETE FROM note")
                        throw Stop()
                    }
                ])
            let error = #expect(throws: SQLiteFileError.self) { try Versions.file(path, schema).openQueue() }
            guard case .database? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try Versions.version(path) == 3)
            let queue = try Versions.file(path).openQueue()
            #expect(try queue.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } == 1)
            try queue.close()
        }
    }

    /// What a kill leaves is the file and its log as they are on the disk at that moment.
    @Test("A kill in the middle of a migration leaves the version before it", arguments: 1...2)
    func killed(version: Int) throws {
        try withFolder {
            try Versions.make(path, version: version)
            let (path, copy) = (path, folder + "/copy.sqlite")
            let schema = SQLiteSchema(
                applicationID: 0x4154_4c00,
                migrations: Versions.migrations + [
                    { db in
                        // More than the connection holds, so that some of it is written before the end.
                        try db.execute(sql: "PRAGMA cache_size = 10")
                        try db.execute(
                            sql: """
                                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
                                INSERT INTO note (text) SELECT hex(randomblob(1000)) FROM n
                                """)
                        for suffix in ["", "-wal"] {
                            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
                        }
                    }
                ])
            try Versions.file(path, schema).openQueue().close()
            #expect(try Versions.version(path) == 4)
            let attributes = try FileManager.default.attributesOfItem(atPath: copy + "-wal")
            #expect(try #require(attributes[.size] as? Int) > 100_000)
            #expect(try Versions.version(copy) == 3)
            let queue = try Versions.file(copy).openQueue()
            #expect(try queue.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } == 1)
            try queue.close()
        }
    }

    @Test("A newer file, and one of another program, are refused and left as they are", arguments: [true, false])
    func refused(isPool: Bool) throws {
        try withFolder {
            try Versions.make(path, version: 3)
            let before = try Data(contentsOf: URL(filePath: path))
            let older = Versions.file(path, Versions.schema(2))
            #expect(throws: SQLiteFileError.newerSchema(path: path, found: 3, known: 2)) {
                if isPool { try older.openPool(readers: 1).close() } else { try older.openQueue().close() }
            }
            let foreign = Versions.file(path, Versions.schema(applicationID: 7))
            #expect(throws: SQLiteFileError.foreign(path: path)) {
                if isPool { try foreign.openPool(readers: 1).close() } else { try foreign.openQueue().close() }
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("A file of a program that marks none is refused, too")
    func unmarked() throws {
        try withFolder {
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "CREATE TABLE t (a)") }
            try queue.close()
            #expect(throws: SQLiteFileError.foreign(path: path)) { try Versions.file(path).openQueue() }
            #expect(throws: SQLiteFileError.foreign(path: path)) { try Versions.file(path).openPool(readers: 1) }
            #expect(throws: SQLiteFileError.foreign(path: path)) { try Versions.file(path).openForReading() }
        }
    }
}
