internal import GRDB
internal import SQLiteFile

/// The tables of `serving.sqlite`.
enum ServingSchema {
    static let current = SQLiteSchema(
        // "ATLS".
        applicationID: 0x4154_4c53, migrations: [createPayloads])

    /// The tables that were in `node.sqlite` of earlier versions, too.
    static let formerTables = ["served", "base", "step", "memory"]

    /// `served` has one row: under which sessions and serial routers get payloads, as of which run. `base` holds a whole set
    /// as it was after the step `step`; `step` what each update changed, with what it meant for routers; `memory` what
    /// was known of the CAs.
    @Sendable private static func createPayloads(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE served (
                    id INTEGER PRIMARY KEY CHECK (id = 1), session0 INTEGER NOT NULL, session1 INTEGER NOT NULL,
                    session2 INTEGER NOT NULL, serial INTEGER NOT NULL, date REAL NOT NULL, step INTEGER NOT NULL) STRICT;
                CREATE TABLE base (
                    number INTEGER PRIMARY KEY, step INTEGER NOT NULL, octets BLOB NOT NULL) STRICT;
                CREATE TABLE step (
                    id INTEGER PRIMARY KEY, serial INTEGER NOT NULL, delta BLOB, changes BLOB NOT NULL) STRICT;
                """)
        try db.execute(sql: MemoryTable.statement)
    }
}
