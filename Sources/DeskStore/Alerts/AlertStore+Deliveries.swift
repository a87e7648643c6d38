internal import FoundationEssentials
internal import GRDB
public import SQLiteFile

extension AlertStore {
    static func enqueue(_ db: Database, _ change: StoredChange, _ sink: String) throws {
        let alert = change.alert
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO delivery
                    (sink, alert, revision, severity, time, change, class, summary, text, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                sink, alert.id, alert.revision, alert.severity, change.time.timeIntervalSince1970, change.change,
                alert.kind, alert.summary, alert.text, alert.event,
            ])
    }

    /// The oldest deliveries that a sink has still to get.
    public func deliveries(for sink: String, limit: Int) throws(SQLiteFileError) -> [Delivery] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM delivery WHERE sink = ? AND refused IS NULL ORDER BY id LIMIT ?",
                arguments: [sink, limit]
            ).map(AlertStore.delivery)
        }
    }

    /// What sinks have refused for good, and why.
    public func refused() throws(SQLiteFileError) -> [(delivery: Delivery, reason: String)] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM delivery WHERE refused IS NOT NULL ORDER BY id").map {
                (try AlertStore.delivery($0), try $0.cell("refused").text())
            }
        }
    }

    /// How many deliveries wait for each sink.
    public func queueLengths() throws(SQLiteFileError) -> [String: Int] {
        try read { db in
            var lengths: [String: Int] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT sink, count(*) AS number FROM delivery WHERE refused IS NULL GROUP BY sink")
            {
                lengths[try row.cell("sink").text()] = try row.cell("number").count()
            }
            return lengths
        }
    }

    /// Takes deliveries out of the queue: the sink has them.
    public func delivered(_ ids: [Int64]) throws(SQLiteFileError) {
        try write { db in
            for id in ids { try db.execute(sql: "DELETE FROM delivery WHERE id = ?", arguments: [id]) }
        }
    }

    /// Notes a try in vain.
    public func failed(_ ids: [Int64]) throws(SQLiteFileError) {
        try write { db in
            for id in ids {
                try db.execute(sql: "UPDATE delivery SET attempts = attempts + 1 WHERE id = ?", arguments: [id])
            }
        }
    }

    /// Puts deliveries aside that the sink will never take.
    public func refused(_ ids: [Int64], reason: String) throws(SQLiteFileError) {
        try write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE delivery SET refused = ?, attempts = attempts + 1 WHERE id = ?",
                    arguments: [reason, id])
            }
        }
    }

    /// Drops what waits for sinks that there are no more.
    ///
    /// - Returns: How many deliveries that were.
    public func keepDeliveries(for sinks: [String]) throws(SQLiteFileError) -> Int {
        let waiting = try read { db in
            try Row.fetchAll(db, sql: "SELECT DISTINCT sink FROM delivery").map { try $0.cell(at: 0).text() }
        }
        let removed = waiting.filter { !sinks.contains($0) }
        // A file that cannot be written now is no reason not to start.
        guard !removed.isEmpty else { return 0 }
        return try write { db in
            var lost = 0
            for sink in removed {
                try db.execute(sql: "DELETE FROM delivery WHERE sink = ?", arguments: [sink])
                lost += db.changesCount
            }
            return lost
        }
    }

    static func checkDeliveries(_ db: Database) throws {
        try check(db, "SELECT * FROM delivery") {
            _ = try delivery($0)
            _ = try $0.cell("refused").ifPresent?.text()
        }
    }

    private static func delivery(_ row: Row) throws(ColumnError) -> Delivery {
        Delivery(
            id: try row.cell("id").integer(), sink: try row.cell("sink").text(), alert: try row.cell("alert").text(),
            revision: try revision(row), severity: try severity(row, "severity"), time: try row.cell("time").date(),
            change: try row.cell("change").text(), kind: try row.cell("class").text(),
            summary: try row.cell("summary").text(), text: try row.cell("text").text(),
            event: try row.cell("event").text(), attempts: Int(try row.cell("attempts").integer(in: 0...1 << 48)))
    }
}
