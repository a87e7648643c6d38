internal import Foundation
internal import GRDB

/// `node.sqlite` as earlier versions of the program made it: one file for what is in `serving.sqlite` and `desk.sqlite` now.
package enum FormerNodeDatabase {
    /// Makes a file of a version, with what was served taken from `serving.sqlite` of the folder, if there is one, which goes, and with one row in
    /// each table of alerts.
    ///
    /// - Parameter version: 1 without alerts, 2 with any value in any column, 3 with tables that are STRICT.
    package static func make(in folder: String, version: Int) throws {
        let serving = folder + "/serving.sqlite"
        let queue = try DatabaseQueue(path: folder + "/node.sqlite")
        try queue.writeWithoutTransaction { db in
            let tables = version == 1 ? payloads : payloads + alerts
            for table in tables {
                try db.execute(sql: table + (version == 3 && table.hasPrefix("CREATE TABLE") ? " STRICT" : ""))
            }
            try db.execute(sql: "PRAGMA application_id = 0x41544c4e; PRAGMA user_version = \(version)")
            if FileManager.default.fileExists(atPath: serving) {
                try db.execute(sql: "ATTACH ? AS serving", arguments: [serving])
                for table in ["served", "base", "step"] {
                    try db.execute(sql: "INSERT INTO \(table) SELECT * FROM serving.\(table)")
                }
                try db.execute(sql: "DETACH serving")
            }
            if version > 1 { for row in rows { try db.execute(sql: "INSERT INTO \(row)") } }
            try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try queue.close()
        try? FileManager.default.removeItem(atPath: serving)
    }

    private static let payloads = [
        """
        CREATE TABLE served (id INTEGER PRIMARY KEY CHECK (id = 1), session0 INTEGER NOT NULL, session1 INTEGER NOT NULL,
            session2 INTEGER NOT NULL, serial INTEGER NOT NULL, date REAL NOT NULL, step INTEGER NOT NULL)
        """,
        "CREATE TABLE base (number INTEGER PRIMARY KEY, step INTEGER NOT NULL, octets BLOB NOT NULL)",
        "CREATE TABLE step (id INTEGER PRIMARY KEY, serial INTEGER NOT NULL, delta BLOB, changes BLOB NOT NULL)",
    ]

    private static let alerts = [
        """
        CREATE TABLE alert (id TEXT NOT NULL UNIQUE, class TEXT NOT NULL, state TEXT NOT NULL, severity INTEGER NOT NULL,
            peak INTEGER NOT NULL, raised REAL NOT NULL, updated REAL NOT NULL, ended REAL, revision INTEGER NOT NULL,
            prefix TEXT, asn INTEGER, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
            acknowledged REAL, acknowledger TEXT, note TEXT)
        """,
        "CREATE INDEX alert_time ON alert (updated)",
        """
        CREATE TABLE alert_event (alert TEXT NOT NULL, revision INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
            summary TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (alert, revision))
        """,
        """
        CREATE TABLE delivery (id INTEGER PRIMARY KEY AUTOINCREMENT, sink TEXT NOT NULL, alert TEXT NOT NULL,
            revision INTEGER NOT NULL, severity INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
            class TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, refused TEXT, UNIQUE (sink, alert, revision))
        """,
        "CREATE INDEX delivery_order ON delivery (sink, refused, id)",
        """
        CREATE TABLE silence (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, alert TEXT, class TEXT, prefix TEXT,
            asn INTEGER, begins REAL NOT NULL, ends REAL, reason TEXT NOT NULL, author TEXT NOT NULL)
        """,
        """
        CREATE TABLE file_seen (path TEXT NOT NULL UNIQUE, inode INTEGER NOT NULL, size INTEGER NOT NULL,
            modified INTEGER NOT NULL, time REAL NOT NULL)
        """,
        "CREATE TABLE memory (name TEXT NOT NULL, number INTEGER NOT NULL, octets BLOB NOT NULL, UNIQUE (name, number))",
    ]

    private static let rows = [
        """
        alert VALUES ('a', 'squatting', 'active', 3, 4, 1.0, 2.0, NULL, 1, '192.0.2.0/24', 64496, 's', 't', '{}', 4.0, 'noc',
            'seen')
        """,
        "alert_event VALUES ('a', 1, 2.0, 'raised', 's', '{}')",
        "delivery VALUES (7, 'log', 'a', 1, 3, 2.0, 'raised', 'squatting', 's', 't', '{}', 2, NULL)",
        "delivery VALUES (8, 'mail:x', 'a', 1, 3, 2.0, 'raised', 'squatting', 's', 't', '{}', 0, 'no such user')",
        "silence VALUES (5, 'mute', 'a', 'squatting', '192.0.2.0/24', 1, 1.0, 9e9, 'r', 'n')",
        "file_seen VALUES ('/f', 1, 2, 3, 5.0)",
        "memory VALUES ('detector', 0, x'01')", "memory VALUES ('authorities', 0, x'02')",
    ]

    /// The same, as a kill leaves it: in the log, and not in the file.
    package static func updateInLog(in folder: String, _ change: String) throws {
        let path = folder + "/node.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE \(change)") }
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: path + ".killed" + suffix)
        }
        try queue.close()
        for suffix in ["", "-wal"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
            try FileManager.default.moveItem(atPath: path + ".killed" + suffix, toPath: path + suffix)
        }
    }

    /// Changes a row, as SQL after `UPDATE`.
    package static func update(in folder: String, _ change: String) throws {
        let queue = try DatabaseQueue(path: folder + "/node.sqlite")
        try queue.write { try $0.execute(sql: "UPDATE \(change)") }
        try queue.close()
    }
}
