internal import GRDB
internal import SQLiteFile

/// The tables of `node.sqlite`.
enum Schema {
    static let current = SQLiteSchema(
        // "ATLN".
        applicationID: 0x4154_4c4e,
        migrations: [
            createPayloads,
            createAlerts,
            // Before 3, a value of any type could be in any column.
            { db in
                try db.makeStrict([
                    "served", "base", "step", "alert", "alert_event", "delivery", "silence", "file_seen", "memory",
                ])
            },
        ])

    /// `served` has one row: under which sessions and serial routers get payloads, as of which run. `base` holds a whole set
    /// as it was after the step `step`; `step` what each publication changed, with what it meant for routers.
    @Sendable private static func createPayloads(_ db: Database) throws {
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
    @Sendable private static func createAlerts(_ db: Database) throws {
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
