internal import FoundationEssentials
internal import GRDB

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

    /// Queues a change for sinks without noting an alert: a test.
    public func enqueue(_ change: StoredChange) throws(NodeStoreError) {
        try write { db in
            for sink in change.sinks { try AlertStore.enqueue(db, change, sink) }
        }
    }

    /// The oldest deliveries that a sink has still to get.
    public func deliveries(for sink: String, limit: Int) throws(NodeStoreError) -> [Delivery] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM delivery WHERE sink = ? AND refused IS NULL ORDER BY id LIMIT ?",
                arguments: [sink, limit]
            ).map(AlertStore.delivery)
        }
    }

    /// What sinks have refused for good, and why.
    public func refused() throws(NodeStoreError) -> [(delivery: Delivery, reason: String)] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM delivery WHERE refused IS NOT NULL ORDER BY id").map {
                (AlertStore.delivery($0), $0["refused"])
            }
        }
    }

    /// How many deliveries wait for each sink.
    public func queueLengths() throws(NodeStoreError) -> [String: Int] {
        try read { db in
            var lengths: [String: Int] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT sink, count(*) AS number FROM delivery WHERE refused IS NULL GROUP BY sink")
            {
                lengths[row["sink"]] = row["number"]
            }
            return lengths
        }
    }

    /// Takes deliveries out of the queue: the sink has them.
    public func delivered(_ ids: [Int64]) throws(NodeStoreError) {
        try write { db in
            for id in ids { try db.execute(sql: "DELETE FROM delivery WHERE id = ?", arguments: [id]) }
        }
    }

    /// Notes a try in vain.
    public func failed(_ ids: [Int64]) throws(NodeStoreError) {
        try write { db in
            for id in ids {
                try db.execute(sql: "UPDATE delivery SET attempts = attempts + 1 WHERE id = ?", arguments: [id])
            }
        }
    }

    /// Puts deliveries aside that the sink will never take.
    public func refused(_ ids: [Int64], reason: String) throws(NodeStoreError) {
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
    public func keepDeliveries(for sinks: [String]) throws(NodeStoreError) -> Int {
        try write { db in
            var lost = 0
            for sink in try String.fetchAll(db, sql: "SELECT DISTINCT sink FROM delivery") where !sinks.contains(sink) {
                try db.execute(sql: "DELETE FROM delivery WHERE sink = ?", arguments: [sink])
                lost += db.changesCount
            }
            return lost
        }
    }

    private static func delivery(_ row: Row) -> Delivery {
        Delivery(
            id: row["id"], sink: row["sink"], alert: row["alert"], revision: row["revision"],
            severity: row["severity"], time: Date(timeIntervalSince1970: row["time"]), change: row["change"],
            kind: row["class"], summary: row["summary"], text: row["text"], event: row["event"],
            attempts: row["attempts"])
    }
}
