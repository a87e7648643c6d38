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

    @Test("A damaged page is found when the file is opened, and by whoever comes across it later")
    func page() throws {
        try withFolder {
            try makeDamaged()
            #expect(isDamaged(#expect(throws: SQLiteFileError.self) { try Versions.file(path).openQueue() }))
            #expect(isDamaged(#expect(throws: SQLiteFileError.self) { try Versions.file(path).openForReading() }))
            var options = DatabaseFile.Options()
            options.checksPages = false
            let connection = try DatabaseConnection(DatabaseFile(path, Versions.schema(), options))
            let error = #expect(throws: SQLiteFileError.self) {
                try connection.read { try $0.cell(sql: "SELECT count(*) FROM other")?.count() }
            }
            #expect(isDamaged(error))
            try connection.close()
        }
    }

    @Test("What can be had again is put aside, and a new file is begun")
    func rebuilds() throws {
        try withFolder {
            try makeDamaged()
            let damaged = try Data(contentsOf: URL(filePath: path))
            let file = Versions.file(path, Versions.schema(), .rebuild)
            let (queue, damage) = try file.recovering { () throws(SQLiteFileError) -> DatabaseQueue in
                try file.openQueue()
            }
            #expect(isDamaged(damage))
            #expect(try queue.read { try $0.cell(sql: "SELECT count(*) FROM note")?.count() } == 1)
            try queue.close()
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
                try file.recovering { () throws(SQLiteFileError) -> DatabaseQueue in try file.openQueue() }
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
            let connection = try DatabaseConnection(Versions.file(path))
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
