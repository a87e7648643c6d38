import Foundation
import GRDB
import LocalFiles
import RPKIToRouter
import SQLiteFile
import Store
import TestSupport
import Testing
import ValidatedPayloads

@Suite("Values in node.sqlite that cannot be are damage, never the end of the process") struct DamagedColumnTests {
    private let folder = StoreFolder()

    private var path: String { folder.path + "/node.sqlite" }

    /// A store with rows in all tables.
    private func fill() throws {
        let store = try NodeStore.open(folder: folder.path).store
        let cache = RTRCache()
        for numbers in [[1, 2, 3, 5, 11], [2, 3, 4]] {
            let failure = cache.publish(.sample(numbers, expires: 5_000)) { publication in
                try store.record(publication, date: Date(timeIntervalSince1970: 1_000))
            }.failure
            if let failure { throw failure }
        }
        let alerts = store.alerts
        let alert = StoredAlert(
            id: "a", kind: "squatting", state: "active", severity: 3, peak: 4, raised: Date(timeIntervalSince1970: 1),
            updated: Date(timeIntervalSince1970: 2), ended: Date(timeIntervalSince1970: 3), revision: 1,
            prefix: "192.0.2.0/24", asn: 64_496, summary: "s", text: "t", event: "{}")
        try alerts.record(
            [.init(alert: alert, change: "raised", time: Date(timeIntervalSince1970: 2), sinks: ["log"])], memory: [1])
        _ = try alerts.acknowledge(
            "a", .init(time: Date(timeIntervalSince1970: 4), author: "noc", note: "seen"))
        _ = try alerts.add(
            Silence(
                kind: .mute, alert: "a", alertClass: "squatting", prefix: "192.0.2.0/24", asn: 1,
                begins: Date(timeIntervalSince1970: 1), ends: Date(timeIntervalSince1970: 9e9), reason: "r", author: "n"
            ))
        try alerts.note(
            "/f", FileStamp(inode: 1, size: 2, modified: 3, changed: 4), at: Date(timeIntervalSince1970: 5))
        try store.close()
    }

    /// All that reads alerts.
    private func read(_ alerts: AlertStore) throws(SQLiteFileError) {
        _ = try alerts.alerts()
        _ = try alerts.alerts(beginning: "a")
        _ = try alerts.marks()
        _ = try alerts.revisions(of: "a")
        _ = try alerts.acknowledged()
        _ = try alerts.silences(at: Date(timeIntervalSince1970: 1))
        _ = try alerts.deliveries(for: "log", limit: 10)
        _ = try alerts.refused()
        _ = try alerts.queueLengths()
        _ = try alerts.memory("detector")
        _ = try alerts.hasSeen("/f", FileStamp(inode: 1, size: 2, modified: 3, changed: 4))
        _ = try alerts.version()
    }

    @Test("Each column, with each value")
    func everyColumn() throws {
        try fill()
        let base = try Data(contentsOf: URL(fileURLWithPath: path))
        var damaged: Set<String> = []
        for (table, column) in try Corruption.columns(path) {
            for value in Corruption.values {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
                }
                try base.write(to: URL(fileURLWithPath: path))
                guard try Corruption.set(table, column, to: value, in: path) else { continue }
                let what = "\(table).\(column) = \(value)"
                do {
                    let alerts = try AlertStore.open(folder: folder.path)
                    defer { try? alerts.close() }
                    try read(alerts)
                } catch {
                    guard case .damaged(let file, _) = error else {
                        Issue.record("\(what): \(error)")
                        continue
                    }
                    #expect(file == path)
                }
                let opened = try NodeStore.open(folder: folder.path)
                if case .damaged? = opened.damage {
                    damaged.insert(what)
                } else {
                    #expect(opened.damage == nil, "\(what)")
                }
                // Whatever was found, the store works now.
                try read(opened.store.alerts)
                try opened.store.close()
            }
        }
        for what in [
            "alert.severity = 'x'", "alert.raised = x'00ff'", "alert.updated = 9e999",
            "alert.revision = 9223372036854775807",
            "alert.severity = -1", "alert.id = NULL", "served.serial = 'x'", "served.serial = -1", "served.date = NULL",
            "served.date = 9e999", "served.session0 = 9223372036854775807", "step.serial = 'x'", "base.octets = 'x'",
            "memory.octets = NULL", "silence.begins = 'x'", "silence.kind = 'x'", "delivery.time = 9e999",
            "delivery.attempts = -1", "file_seen.time = 'x'", "alert_event.time = x'00ff'",
        ] {
            #expect(damaged.contains(what), "\(what) passed for sound")
        }
    }

    /// The tables as version 2 made them.
    private static let version2 = """
        CREATE TABLE served (id INTEGER PRIMARY KEY CHECK (id = 1), session0 INTEGER NOT NULL, session1 INTEGER NOT NULL,
            session2 INTEGER NOT NULL, serial INTEGER NOT NULL, date REAL NOT NULL, step INTEGER NOT NULL);
        CREATE TABLE base (number INTEGER PRIMARY KEY, step INTEGER NOT NULL, octets BLOB NOT NULL);
        CREATE TABLE step (id INTEGER PRIMARY KEY, serial INTEGER NOT NULL, delta BLOB, changes BLOB NOT NULL);
        CREATE TABLE alert (id TEXT NOT NULL UNIQUE, class TEXT NOT NULL, state TEXT NOT NULL, severity INTEGER NOT NULL,
            peak INTEGER NOT NULL, raised REAL NOT NULL, updated REAL NOT NULL, ended REAL, revision INTEGER NOT NULL,
            prefix TEXT, asn INTEGER, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
            acknowledged REAL, acknowledger TEXT, note TEXT);
        CREATE INDEX alert_time ON alert (updated);
        CREATE TABLE alert_event (alert TEXT NOT NULL, revision INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
            summary TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (alert, revision));
        CREATE TABLE delivery (id INTEGER PRIMARY KEY AUTOINCREMENT, sink TEXT NOT NULL, alert TEXT NOT NULL,
            revision INTEGER NOT NULL, severity INTEGER NOT NULL, time REAL NOT NULL, change TEXT NOT NULL,
            class TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, refused TEXT, UNIQUE (sink, alert, revision));
        CREATE INDEX delivery_order ON delivery (sink, refused, id);
        CREATE TABLE silence (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, alert TEXT, class TEXT, prefix TEXT,
            asn INTEGER, begins REAL NOT NULL, ends REAL, reason TEXT NOT NULL, author TEXT NOT NULL);
        CREATE TABLE file_seen (path TEXT NOT NULL UNIQUE, inode INTEGER NOT NULL, size INTEGER NOT NULL,
            modified INTEGER NOT NULL, time REAL NOT NULL);
        CREATE TABLE memory (name TEXT NOT NULL, number INTEGER NOT NULL, octets BLOB NOT NULL, UNIQUE (name, number));
        PRAGMA application_id = 0x41544c4e;
        PRAGMA user_version = 2;
        """

    /// A file of version 2 with what a store of today has.
    private func makeVersion2() throws {
        try fill()
        let new = path + ".new"
        try FileManager.default.moveItem(atPath: path, toPath: new)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: Self.version2)
            try db.execute(sql: "ATTACH ? AS new", arguments: [new])
            for table in [
                "served", "base", "step", "alert", "alert_event", "delivery", "silence", "file_seen", "memory",
            ] {
                try db.execute(sql: "INSERT INTO \(table) SELECT * FROM new.\(table)")
            }
            try db.execute(sql: "DETACH new")
        }
        try queue.close()
        try FileManager.default.removeItem(atPath: new)
    }

    @Test("A file of version 2 is taken over whole, and its tables are STRICT then")
    func migration() throws {
        try makeVersion2()
        let opened = try NodeStore.open(folder: folder.path)
        #expect(opened.damage == nil)
        #expect(opened.stored?.serial == 2)
        #expect(opened.stored?.payloads.hasSameContent(as: .sample([2, 3, 4], expires: 5_000)) == true)
        #expect(try opened.store.alerts.alerts().map(\.id) == ["a"])
        try read(opened.store.alerts)
        try opened.store.close()
        let queue = try DatabaseQueue(path: path)
        let loose = try queue.read {
            try String.fetchAll(
                $0,
                sql:
                    "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'"
            )
        }
        #expect(loose.isEmpty)
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE alert SET severity = 'x'") }
        }
        try queue.close()
        #expect(try NodeStore.open(folder: folder.path).stored?.serial == 2)
    }

    @Test(
        "A file of version 2 with a value of another type is put aside, and a new one is begun",
        arguments: [
            "alert SET severity = 'x'", "served SET serial = 'x'", "served SET date = 'x'", "base SET octets = 'x'",
            "step SET serial = 'x'", "alert SET raised = 'x'", "memory SET octets = 5", "silence SET begins = 'x'",
        ])
    func migrationOfDamage(change: String) throws {
        try makeVersion2()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE \(change)") }
        try queue.close()
        let error = #expect(throws: SQLiteFileError.self) {
            let alerts = try AlertStore.open(folder: folder.path)
            defer { try? alerts.close() }
            try read(alerts)
            // What is not of alerts does not concern who reads them.
            if change.hasPrefix("served") || change.hasPrefix("base") || change.hasPrefix("step") {
                throw SQLiteFileError.damaged(path: path, reason: "")
            }
        }
        guard case .damaged? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.remedy?.contains(path + ".damaged") == true)
        let opened = try NodeStore.open(folder: folder.path)
        guard case .damaged? = opened.damage else {
            Issue.record("\(String(describing: opened.damage))")
            return
        }
        #expect(opened.stored == nil)
        try opened.store.close()
    }
}
