package import GRDB

extension Database {
    /// Makes tables of an older version STRICT, so that SQLite itself refuses a value of another type.
    ///
    /// Rows of both kinds are the same on the disk: what changes is the statement that made the table. So a store of gigabytes is
    /// not copied. The caller's transaction holds; ``hasStrictValues(in:)`` says afterwards whether the rows fit.
    package func makeStrict(_ tables: [String]) throws {
        let version = try cell(sql: "PRAGMA schema_version")?.integer() ?? 0
        try execute(sql: "PRAGMA writable_schema = ON")
        for table in tables {
            try execute(
                sql: """
                    UPDATE sqlite_master SET sql = sql || CASE WHEN sql LIKE '%WITHOUT ROWID' THEN ', STRICT' ELSE ' STRICT' END
                    WHERE type = 'table' AND name = ? AND sql NOT LIKE '%STRICT'
                    """, arguments: [table])
        }
        // Every connection reads the schema again.
        try execute(sql: "PRAGMA schema_version = \(version + 1)")
        try execute(sql: "PRAGMA writable_schema = RESET")
    }
}
