internal import GRDB
internal import SQLiteFile

/// The tables of `desk.sqlite`.
enum DeskSchema {
    static let current = SQLiteSchema(
        // "ATLD".
        applicationID: 0x4154_4c44,
        migrations: [createAlerts, createOutbox, createAudit, createAccounts, createNotes, createReadiness])

    /// The tables that were in `node.sqlite` of earlier versions, too.
    static let formerTables = ["alert", "alert_event", "delivery", "silence", "file_seen", "memory"]

    /// `alert` has a row an incident as it stands now; `alert_event` what was passed on of it, revision by revision;
    /// `delivery` what a sink has still to get, or has refused; `silence` mutes and maintenance windows; `answer` how often an
    /// operator has said something; `file_seen` the files of routes that were read; `memory` what the detector keeps over a
    /// restart.
    @Sendable private static func createAlerts(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE alert (
                    id TEXT NOT NULL UNIQUE, class TEXT NOT NULL, state TEXT NOT NULL, severity INTEGER NOT NULL,
                    peak INTEGER NOT NULL, raised REAL NOT NULL, updated REAL NOT NULL, ended REAL, revision INTEGER NOT NULL, prefix TEXT,
                    asn INTEGER, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
                    acknowledged REAL, acknowledger TEXT, note TEXT) STRICT;
                CREATE INDEX alert_time ON alert (updated);
                CREATE TABLE alert_event (
                    alert TEXT NOT NULL, revision INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
                    summary TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (alert, revision)) STRICT;
                CREATE TABLE delivery (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, sink TEXT NOT NULL, alert TEXT NOT NULL,
                    revision INTEGER NOT NULL, severity INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
                    class TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 0, refused TEXT, UNIQUE (sink, alert, revision)) STRICT;
                CREATE INDEX delivery_order ON delivery (sink, refused, id);
                CREATE TABLE silence (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, alert TEXT, class TEXT, prefix TEXT,
                    asn INTEGER, begins REAL NOT NULL, ends REAL, reason TEXT NOT NULL, author TEXT NOT NULL) STRICT;
                CREATE TABLE answer (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
                INSERT INTO answer VALUES (1, 0);
                CREATE TABLE file_seen (
                    path TEXT NOT NULL UNIQUE, inode INTEGER NOT NULL, size INTEGER NOT NULL,
                    modified INTEGER NOT NULL, time REAL NOT NULL) STRICT;
                """)
        try db.execute(sql: MemoryTable.statement)
    }

    /// `message` is what recipients have still to get, or have refused: what `delivery` was for alerts alone. The node reads the
    /// revision of each alert when it starts, which the index has without the texts.
    @Sendable private static func createOutbox(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE message (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, recipient TEXT NOT NULL, key TEXT NOT NULL,
                    revision INTEGER NOT NULL, time REAL NOT NULL, severity INTEGER NOT NULL, class TEXT NOT NULL,
                    change TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL, rate INTEGER,
                    period REAL, attempts INTEGER NOT NULL DEFAULT 0, refused TEXT,
                    UNIQUE (recipient, key, revision)) STRICT;
                CREATE INDEX message_order ON message (recipient, refused, id);
                INSERT INTO message
                    (id, recipient, key, revision, time, severity, class, change, summary, text, record, attempts, refused)
                    SELECT id, sink, alert, revision, time, severity, class, change, summary, text, event, attempts, refused
                    FROM delivery;
                DELETE FROM sqlite_sequence WHERE name = 'message';
                INSERT INTO sqlite_sequence SELECT 'message', seq FROM sqlite_sequence WHERE name = 'delivery';
                DROP TABLE delivery;
                CREATE INDEX alert_mark ON alert (id, revision, peak);
                """)
    }

    /// `audit` is who was permitted or refused what: see ``AuditTable``.
    @Sendable private static func createAudit(_ db: Database) throws {
        try db.execute(sql: AuditTable.statements)
    }

    /// `account` and the tables of what belongs to an account: see ``AccountTables``.
    @Sendable private static func createAccounts(_ db: Database) throws {
        try db.execute(sql: AccountTables.statements)
    }

    /// `alert_note` is what people said of alerts: notes and decisions.
    @Sendable private static func createNotes(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE alert_note (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, alert TEXT NOT NULL, time REAL NOT NULL, author TEXT NOT NULL,
                    decision TEXT, text TEXT NOT NULL) STRICT;
                CREATE INDEX alert_note_order ON alert_note (alert, id);
                """)
    }

    /// `readiness_day` and what was computed then: see ``ReadinessTables``.
    @Sendable private static func createReadiness(_ db: Database) throws {
        try db.execute(sql: ReadinessTables.statements)
    }
}
