internal import GRDB
internal import SQLiteFiles

/// The tables of `node.sqlite`.
enum Schema {
    /// The newest form that this version of the program knows.
    static let version = 3

    /// "ATLN", which marks the file as ours.
    private static let applicationID: Int64 = 0x4154_4c4e

    private static let tables = [
        "served", "base", "step", "alert", "alert_event", "delivery", "silence", "file_seen", "memory",
    ]

    /// Fails when the file is one of a newer version or of another program.
    ///
    /// - Returns: its version; 0 for a new file.
    static func check(_ db: Database, path: String) throws -> Int {
        let found = Int(try db.cell(sql: "PRAGMA user_version")?.integer() ?? 0)
        let application = try db.cell(sql: "PRAGMA application_id")?.integer() ?? 0
        if found == 0, application == 0 {
            guard try db.cell(sql: "SELECT count(*) FROM sqlite_master")?.integer() == 0 else {
                throw NodeStoreError.foreign(path: path)
            }
            return 0
        }
        guard application == applicationID, found > 0 else { throw NodeStoreError.foreign(path: path) }
        guard found <= version else {
            throw NodeStoreError.newerSchema(path: path, found: found, known: version)
        }
        return found
    }

    /// Makes the tables in a new file, and those that are missing in one of an older version; refuses one of a newer version
    /// or of another program.
    static func prepare(_ db: Database, path: String) throws {
        guard try check(db, path: path) < version else { return }
        try db.inTransaction(.immediate) {
            // Another process may have done it meanwhile.
            let found = try check(db, path: path)
            guard found < version else { return .commit }
            if found < 1 {
                try createPayloads(db)
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            }
            if found < 2 { try createAlerts(db) }
            // Before 3, a value of any type could be in any column.
            try db.makeStrict(tables)
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    /// `served` has one row: under which sessions and serial routers get payloads, as of which run. `base` holds a whole set
    /// as it was after the step `step`; `step` what each publication changed, with what it meant for routers.
    private static func createPayloads(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE served (
                    id INTEGER PRIMARY KEY CHECK (id = 1), session0 INTEGER NOT NULL, session1 INTEGER NOT NULL,
                    session2 INTEGER NOT NULL, serial INTEGER NOT NULL, date REAL NOT NULL, step INTEGER NOT NULL);
                CREATE TABLE base (
                    number INTEGER PRIMARY KEY, step INTEGER NOT NULL, octets BLOB NOT NULL);
                CREATE TABLE step (
                    id INTEGER PRIMARY KEY, serial INTEGER NOT NULL, delta BLOB, changes BLOB NOT NULL);
                """)
    }

    /// `alert` has a row an incident as it stands now; `alert_event` what was passed on of it, revision by revision;
    /// `delivery` what a sink has still to get, or has refused; `silence` mutes and maintenance windows; `file_seen` the
    /// files of routes that were read; `memory` what the detector keeps over a restart.
    private static func createAlerts(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE alert (
                    id TEXT NOT NULL UNIQUE, class TEXT NOT NULL, state TEXT NOT NULL, severity INTEGER NOT NULL,
                    peak INTEGER NOT NULL, raised REAL NOT NULL, updated REAL NOT NULL, ended REAL, revision INTEGER NOT NULL, prefix TEXT,
                    asn INTEGER, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
                    acknowledged REAL, acknowledger TEXT, note TEXT);
                CREATE INDEX alert_time ON alert (updated);
                CREATE TABLE alert_event (
                    alert TEXT NOT NULL, revision INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
                    summary TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (alert, revision));
                CREATE TABLE delivery (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, sink TEXT NOT NULL, alert TEXT NOT NULL,
                    revision INTEGER NOT NULL, severity INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
                    class TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 0, refused TEXT, UNIQUE (sink, alert, revision));
                CREATE INDEX delivery_order ON delivery (sink, refused, id);
                CREATE TABLE silence (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, alert TEXT, class TEXT, prefix TEXT,
                    asn INTEGER, begins REAL NOT NULL, ends REAL, reason TEXT NOT NULL, author TEXT NOT NULL);
                CREATE TABLE file_seen (
                    path TEXT NOT NULL UNIQUE, inode INTEGER NOT NULL, size INTEGER NOT NULL,
                    modified INTEGER NOT NULL, time REAL NOT NULL);
                CREATE TABLE memory (
                    name TEXT NOT NULL, number INTEGER NOT NULL, octets BLOB NOT NULL, UNIQUE (name, number));
                """)
    }
}
