public import Delivery
internal import FoundationEssentials
internal import GRDB
public import SQLiteFile

/// The outbox in `desk.sqlite`, for messages of any kind.
public struct DeskOutbox: Outbox {
    let database: DatabaseConnection

    public func enqueue(_ messages: [Message]) throws(SQLiteFileError) {
        try database.write { db in
            for message in messages { try DeskOutbox.add(db, message) }
        }
    }

    public func waiting(for recipient: String, limit: Int) throws(SQLiteFileError) -> [QueuedMessage] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM message WHERE recipient = ? AND refused IS NULL ORDER BY id LIMIT ?",
                arguments: [recipient, limit]
            ).map(DeskOutbox.message)
        }
    }

    public func note(_ outcome: DeliveryOutcome) throws(SQLiteFileError) {
        try database.write { db in
            switch outcome {
            case .delivered(let ids):
                for id in ids { try db.execute(sql: "DELETE FROM message WHERE id = ?", arguments: [id]) }
            case .failed(let ids):
                for id in ids {
                    try db.execute(sql: "UPDATE message SET attempts = attempts + 1 WHERE id = ?", arguments: [id])
                }
            case .refused(let ids, let reason):
                for id in ids {
                    try db.execute(
                        sql: "UPDATE message SET refused = ?, attempts = attempts + 1 WHERE id = ?",
                        arguments: [reason, id])
                }
            }
        }
    }

    /// Messages that recipients have refused permanently, with the reasons.
    public func refused() throws(SQLiteFileError) -> [(message: QueuedMessage, reason: String)] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM message WHERE refused IS NOT NULL ORDER BY id").map {
                (try DeskOutbox.message($0), try $0.cell("refused").text())
            }
        }
    }

    /// Number of waiting messages of each recipient.
    public func lengths() throws(SQLiteFileError) -> [String: Int] {
        try database.read { db in
            var lengths: [String: Int] = [:]
            for row in try Row.fetchAll(
                db,
                sql: "SELECT recipient, count(*) AS number FROM message WHERE refused IS NULL GROUP BY recipient")
            {
                lengths[try row.cell("recipient").text()] = try row.cell("number").count()
            }
            return lengths
        }
    }

    /// Drops what waits for recipients that are no longer there.
    ///
    /// - Returns: How many messages that were.
    public func keep(for recipients: [String]) throws(SQLiteFileError) -> Int {
        let waiting = try database.read { db in
            try Row.fetchAll(db, sql: "SELECT DISTINCT recipient FROM message").map { try $0.cell(at: 0).text() }
        }
        let removed = waiting.filter { !recipients.contains($0) }
        // A file that cannot be written now does not prevent the start.
        guard !removed.isEmpty else { return 0 }
        return try database.write { db in
            var lost = 0
            for recipient in removed {
                try db.execute(sql: "DELETE FROM message WHERE recipient = ?", arguments: [recipient])
                lost += db.changesCount
            }
            return lost
        }
    }

    /// Forgets the oldest messages that recipients have refused.
    ///
    /// - Parameter refused: The most that are kept.
    public func limit(refused: Int) throws(SQLiteFileError) {
        try database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM message WHERE refused IS NOT NULL AND id <= (SELECT id FROM message
                        WHERE refused IS NOT NULL ORDER BY id DESC LIMIT 1 OFFSET ?)
                    """, arguments: [refused])
        }
    }
}

// MARK: - In a transaction of others

extension DeskOutbox {
    static func add(_ db: Database, _ message: Message) throws {
        let content = message.content
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO message
                    (recipient, key, revision, time, severity, class, change, summary, text, record, rate, period)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                message.recipient, message.key, message.revision, message.time.timeIntervalSince1970, content.severity,
                content.kind, content.change, content.summary, content.text, content.record, message.pacing?.rate,
                message.pacing?.period,
            ])
    }

    /// Drops the oldest that wait for a recipient, where there are more than `most`.
    ///
    /// - Returns: How many that were.
    static func limit(_ db: Database, waitingFor recipient: String, to most: Int) throws -> Int {
        try db.execute(
            sql: """
                DELETE FROM message WHERE recipient = ?1 AND refused IS NULL AND id <= (SELECT id FROM message
                    WHERE recipient = ?1 AND refused IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?2)
                """, arguments: [recipient, most])
        return db.changesCount
    }

    static func check(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM message")
        while let row = try rows.next() {
            _ = try message(row)
            _ = try row.cell("refused").ifPresent?.text()
        }
    }

    private static func message(_ row: Row) throws(ColumnError) -> QueuedMessage {
        var pacing: Pacing?
        if let period = try row.cell("period").ifPresent?.seconds() {
            pacing = Pacing(rate: try row.cell("rate").ifPresent?.count(), period: period)
        }
        return QueuedMessage(
            id: try row.cell("id").integer(),
            message: Message(
                recipient: try row.cell("recipient").text(), key: try row.cell("key").text(),
                revision: Int(try row.cell("revision").number(Int32.self)), time: try row.cell("time").date(),
                content: MessageContent(
                    kind: try row.cell("class").text(), change: try row.cell("change").text(),
                    // There are fewer ranks, but an older version may have had others.
                    severity: Int(try row.cell("severity").integer(in: 0...1_000)),
                    summary: try row.cell("summary").text(), text: try row.cell("text").text(),
                    record: try row.cell("record").text()),
                pacing: pacing),
            attempts: try row.cell("attempts").count())
    }
}
