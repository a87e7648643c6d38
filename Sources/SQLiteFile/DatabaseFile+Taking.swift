package import GRDB
internal import LocalFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension DatabaseFile {
    /// Makes the file out of tables of `former`, with all rows, as its first version had them, and brings them to the newest version.
    ///
    /// The file has another name until it is complete and on the disk. So a kill at any moment leaves either none, or all of it.
    ///
    /// - Parameter finish: Looks at the rows as those who use them do, and drops those that belong elsewhere.
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)`` of `former` where its rows cannot be read, or cannot be.
    package func take(
        _ tables: [String], from former: FormerFile, finishing finish: (Database) throws -> Void
    ) throws(SQLiteFileError) {
        let scratch = path + ".new"
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(scratch + suffix) }
        let queue = try DatabaseFile(scratch, schema.limited(to: 1), options).openQueue()
        do throws(SQLiteFileError) {
            try SQLiteFileError.naming(former.path) {
                try queue.writeWithoutTransaction { db in
                    try db.execute(sql: "ATTACH ? AS former", arguments: [former.path])
                    try former.check(db, as: "former")
                    try db.inTransaction(.immediate) {
                        try copy(tables, db)
                        return .commit
                    }
                    try db.execute(sql: "DETACH former")
                    try schema.migrate(db, path: scratch)
                    try db.inTransaction(.immediate) {
                        try finish(db)
                        return .commit
                    }
                }
            }
        } catch {
            try? queue.close()
            for suffix in ["", "-wal", "-shm"] { unlink(scratch + suffix) }
            throw error
        }
        try SQLiteFileError.naming(path) {
            try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try queue.close()
            do throws(LocalFileError) {
                try LocalFile.rename(scratch, to: path)
            } catch {
                throw SQLiteFileError.database(path: path, reason: error.reason)
            }
        }
    }

    private func copy(_ tables: [String], _ db: Database) throws {
        var known: Set<String> = []
        for row in try Row.fetchAll(db, sql: "SELECT name FROM former.sqlite_master WHERE type = 'table'") {
            known.insert(try row.cell("name").text())
        }
        let keepsNumbers =
            try known.contains("sqlite_sequence")
            && db.cell(sql: "SELECT count(*) FROM main.sqlite_master WHERE name = 'sqlite_sequence'")?.count() == 1
        for table in tables where known.contains(table) {
            let columns = try Row.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [table])
                .map { "\"\(try $0.cell("name").text())\"" }.joined(separator: ", ")
            try db.execute(
                sql: "INSERT INTO main.\"\(table)\" (\(columns)) SELECT \(columns) FROM former.\"\(table)\"")
            // Numbers that people have written down are not given again.
            guard keepsNumbers else { continue }
            try db.execute(sql: "DELETE FROM main.sqlite_sequence WHERE name = ?", arguments: [table])
            try db.execute(
                sql: "INSERT INTO main.sqlite_sequence SELECT name, seq FROM former.sqlite_sequence WHERE name = ?",
                arguments: [table])
        }
    }
}
