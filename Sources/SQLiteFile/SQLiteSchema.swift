package import GRDB

/// The tables of a file: how it is marked as one of the program's, and how each version is made from the one before.
package struct SQLiteSchema: Sendable {
    /// Makes one version's tables from those of the version before, with their rows.
    package typealias Migration = @Sendable (Database) throws -> Void

    private let applicationID: Int64
    private let migrations: [Migration]

    /// - Parameters:
    ///   - applicationID: Written into the file's header, so that files of other programs are left alone.
    ///   - migrations: The first makes version 1 from an empty file. They are never changed, only added to.
    package init(applicationID: Int64, migrations: [Migration]) {
        self.applicationID = applicationID
        self.migrations = migrations
    }

    /// The newest version that this program knows.
    package var version: Int { migrations.count }

    /// Fails when the file is one of a newer version or of another program.
    ///
    /// - Returns: its version; 0 for a new file.
    @discardableResult
    package func check(_ db: Database, path: String) throws -> Int {
        let found = Int(try db.cell(sql: "PRAGMA user_version")?.integer() ?? 0)
        let application = try db.cell(sql: "PRAGMA application_id")?.integer() ?? 0
        if found == 0, application == 0 {
            guard try db.cell(sql: "SELECT count(*) FROM sqlite_master")?.integer() == 0 else {
                throw SQLiteFileError.foreign(path: path)
            }
            return 0
        }
        guard application == applicationID, found > 0 else { throw SQLiteFileError.foreign(path: path) }
        guard found <= version else {
            throw SQLiteFileError.newerSchema(path: path, found: found, known: version)
        }
        return found
    }

    /// Marks a file as one of the program's, whose tables and version are already those of a schema.
    package func claim(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }

    /// The same tables as an earlier version of the program knew them, which knew the first `version` migrations.
    package func limited(to version: Int) -> SQLiteSchema {
        SQLiteSchema(applicationID: applicationID, migrations: Array(migrations.prefix(version)))
    }

    /// Brings the tables to the newest version, step by step, each in a transaction of its own: one that fails or is
    /// interrupted leaves the version before it, and the next start goes on from there.
    package func migrate(_ db: Database, path: String) throws {
        while try check(db, path: path) < version {
            try db.inTransaction(.immediate) {
                // Another process may have done it meanwhile.
                let found = try check(db, path: path)
                guard found < version else { return .commit }
                try migrations[found](db)
                if found == 0 { try db.execute(sql: "PRAGMA application_id = \(applicationID)") }
                try db.execute(sql: "PRAGMA user_version = \(found + 1)")
                return .commit
            }
        }
    }
}
