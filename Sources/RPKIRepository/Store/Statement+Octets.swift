internal import GRDB
internal import GRDBSQLite

/// Statements that are executed for each object, with octets handed to SQLite where they lie.
///
/// GRDB copies arguments several times and keeps them; for an object, that takes longer than SQLite does.
extension Statement {
    /// Binds two BLOBs and executes the statement, which gives no rows.
    func execute(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, in db: Database) throws {
        try run(in: db) { statement in
            sqlite3_bind_blob64(statement, 1, first.baseAddress, UInt64(first.count), nil)
            // An empty one without an address would be NULL.
            if second.isEmpty {
                sqlite3_bind_zeroblob(statement, 2, 0)
            } else {
                sqlite3_bind_blob64(statement, 2, second.baseAddress, UInt64(second.count), nil)
            }
        }
    }

    /// Binds two numbers and executes the statement, which gives no rows.
    func execute(_ first: Int64, _ second: Int64, in db: Database) throws {
        try run(in: db) { statement in
            sqlite3_bind_int64(statement, 1, first)
            sqlite3_bind_int64(statement, 2, second)
        }
    }

    /// Binds a BLOB and gives the number in the first row's first column.
    func number(_ octets: UnsafeRawBufferPointer, in db: Database) throws -> Int64? {
        var result: Int64?
        try run(in: db) { statement in
            sqlite3_bind_blob64(statement, 1, octets.baseAddress, UInt64(octets.count), nil)
        } row: { statement in
            result = sqlite3_column_int64(statement, 0)
        }
        return result
    }

    /// Executes the statement once, until its first row or its end, and lets go of what was bound.
    private func run(
        in db: Database, _ bind: (SQLiteStatement) -> Void, row: (SQLiteStatement) -> Void = { _ in }
    ) throws {
        let statement = sqliteStatement
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
        bind(statement)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        switch sqlite3_step(statement) {
        case SQLITE_DONE: return
        case SQLITE_ROW: row(statement)
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage, sql: sql, arguments: nil)
        }
    }
}
