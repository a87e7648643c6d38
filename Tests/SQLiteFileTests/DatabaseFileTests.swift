import Foundation
import GRDB
import SQLiteFile
import Testing

@Suite("Damaged and busy database files") struct DatabaseFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)").path
    private var path: String { folder + "/a.sqlite" }

    private func withFolder(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body()
    }

    /// A file of many pages, of which the third is overwritten: the root of the second table.
    private func makeDamaged() throws {
        let queue = try Versions.file(path).openQueue()
        try queue.write { db in
            for _ in 0..<200 { try db.execute(sql: "INSERT INTO note (text) VALUES (hex(randomblob(1000)))") }
        }
        try queue.close()
        var octets = try Data(contentsOf: URL(filePath: path))
        octets.replaceSubrange(8_192..<12_288, with: Data(repeating: 0x5a, count: 4_096))
        try octets.write(to: URL(filePath: path))
    }

    private func isDamaged(_ error: SQLiteFileError?) -> Bool {
        if case .damaged(self.path, _)? = error { true } else { false }
    }

    /// What a read of the damaged page throws.
    private func readOther(_ connection: DatabaseConnection) -> SQLiteFileError? {
        #expect(throws: SQLiteFileError.self) {
            try connection.read { try $0.cell(sql: "SELECT count(*) FROM other")?.count() }
        }
    }

    @Test(
        "A damaged page does not show when the file is opened, but to whoever comes across it, and to a check by number"
    )
    func page() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeDamaged()
        let file = Versions.file(path)
        let connection = try DatabaseConnection(file)
        let finding = await file.findDamage()
        #expect(isDamaged(finding))
        #expect(finding.map { "\($0)".contains("Page 3") } == true)
        #expect(isDamaged(readOther(connection)))
        try connection.close()
    }

    @Test("A sound file passes the check, a value that cannot be does not")
    func check() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = Versions.file(path)
        try file.openQueue().close()
        #expect(await file.findDamage() == nil)
        #expect(isDamaged(await file.findDamage { _ = try $0.cell(sql: "SELECT text FROM note")?.count() }))
        let cancelled = Task { () -> SQLiteFileError? in
            withUnsafeCurrentTask { $0?.cancel() }
            return await file.findDamage { _ in throw ColumnError(column: "a", found: "b") }
        }
        #expect(await cancelled.value == nil)
    }

    @Test(
        "A file that is kept is not used any more once it was found damaged; who asks is told, sooner or later",
        arguments: [0, 2])
    func fuse(readers: Int) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeDamaged()
        var options = DatabaseFile.Options()
        options.readers = readers
        let connection = try DatabaseConnection(DatabaseFile(path, Versions.schema(), options))
        #expect(try connection.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } == 201)
        var early = connection.damageReports().makeAsyncIterator()
        let damage = try #require(readOther(connection))
        #expect(isDamaged(damage))
        #expect(await early.next() == damage)
        var late = connection.damageReports().makeAsyncIterator()
        #expect(await late.next() == damage)
        #expect(throws: damage) { try connection.write { try $0.execute(sql: "DELETE FROM note") } }
        #expect(throws: damage) { try connection.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } }
        try connection.close()
        #expect(await early.next() == nil)
    }

    @Test("Where there are readers, none waits for the writer")
    func readers() throws {
        try withFolder {
            var options = DatabaseFile.Options()
            options.readers = 2
            let connection = try DatabaseConnection(DatabaseFile(path, Versions.schema(), options))
            try connection.write { db in
                try db.execute(sql: "DELETE FROM note")
                let seen = try connection.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() }
                #expect(seen == 1)
            }
            #expect(try connection.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } == 0)
            try connection.close()
        }
    }

    @Test("What can be had again is put aside, and a new file is begun")
    func rebuilds() throws {
        try withFolder {
            try makeDamaged()
            let damaged = try Data(contentsOf: URL(filePath: path))
            let file = Versions.file(path, Versions.schema(), .rebuild)
            let (connection, damage) = try file.recovering { () throws(SQLiteFileError) -> DatabaseConnection in
                let connection = try DatabaseConnection(file)
                do throws(SQLiteFileError) {
                    _ = try connection.read { try $0.cell(sql: "SELECT count(*) FROM other")?.count() }
                } catch {
                    try connection.close()
                    throw error
                }
                return connection
            }
            #expect(isDamaged(damage))
            #expect(try connection.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } == 1)
            try connection.close()
            #expect(try Data(contentsOf: URL(filePath: path + ".damaged")) == damaged)
        }
    }

    @Test("What cannot be had again stays as it is, and is reported")
    func keeps() throws {
        try withFolder {
            try makeDamaged()
            let damaged = try Data(contentsOf: URL(filePath: path))
            let file = Versions.file(path, Versions.schema(), .keep)
            let error = #expect(throws: SQLiteFileError.self) {
                try file.recovering { () throws(SQLiteFileError) in throw .damaged(path: path, reason: "page 3") }
            }
            #expect(isDamaged(error))
            #expect(throws: SQLiteFileError.self) { try file.setAside() }
            #expect(try Data(contentsOf: URL(filePath: path)) == damaged)
            #expect(!FileManager.default.fileExists(atPath: path + ".damaged"))
        }
    }

    @Test("A sound file is opened once")
    func sound() throws {
        try withFolder {
            let file = Versions.file(path, Versions.schema(), .rebuild)
            var count = 0
            let (queue, damage) = try file.recovering { () throws(SQLiteFileError) -> DatabaseQueue in
                count += 1
                return try file.openQueue()
            }
            #expect(damage == nil)
            #expect(count == 1)
            try queue.close()
        }
    }

    @Test("A value of another type is damage, an error of the program is not")
    func values() throws {
        struct Mistake: Error {}
        try withFolder {
            let connection = try DatabaseConnection(Versions.file(path, Versions.schema(), .rebuild))
            let value = #expect(throws: SQLiteFileError.self) {
                try connection.read { try $0.cell(sql: "SELECT text FROM note")?.count() }
            }
            #expect(isDamaged(value))
            let mistake = #expect(throws: SQLiteFileError.self) { try connection.write { _ in throw Mistake() } }
            guard case .database? = mistake else {
                Issue.record("\(String(describing: mistake))")
                return
            }
            try connection.close()
        }
    }

    @Test("While another writes for long, the file is busy, and what was to be written may be later")
    func busy() throws {
        try withFolder {
            let connection = try DatabaseConnection(Versions.file(path))
            let other = try DatabaseQueue(path: path)
            try other.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                let error = #expect(throws: SQLiteFileError.busy(path: path)) {
                    try connection.write { try $0.execute(sql: "DELETE FROM note") }
                }
                #expect(error?.mayPass == true)
                try db.execute(sql: "COMMIT")
            }
            try connection.write { try $0.execute(sql: "DELETE FROM note") }
            try other.close()
            try connection.close()
        }
    }

    @Test("The files are for their owner alone")
    func owner() throws {
        try withFolder {
            let connection = try DatabaseConnection(Versions.file(path))
            try connection.write { try $0.execute(sql: "DELETE FROM note") }
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            try connection.close()
        }
    }
}

@Suite("Errors of database files") struct SQLiteFileErrorTests {
    @Test("Each says which file and why")
    func descriptions() {
        #expect(
            "\(SQLiteFileError.database(path: "a/b.sqlite", reason: "disk I/O error"))" == "a/b.sqlite: disk I/O error")
        #expect("\(SQLiteFileError.inUse(path: "a"))" == "a: another process uses it")
        #expect("\(SQLiteFileError.damaged(path: "a", reason: "b"))" == "a: damaged: b")
    }
}
