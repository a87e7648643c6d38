internal import FoundationEssentials
internal import GRDB
public import SQLiteFile

extension AlertStore {
    /// Notes and decisions of one alert that are kept, at most.
    static let keptNotes = 1_000

    /// Keeps a note, unless another one was kept since the last that its author had seen.
    ///
    /// - Parameter last: The number of the last note that the author saw; 0 for none.
    /// - Returns: Whether it is kept: `false` where there is a later note, or no such alert.
    public func add(_ note: AlertNote, to alert: String, after last: Int64) throws(SQLiteFileError) -> Bool {
        try write { db in
            guard try Row.fetchOne(db, sql: "SELECT 1 FROM alert WHERE id = ?", arguments: [alert]) != nil else {
                return false
            }
            let latest =
                try db.cell(
                    sql: "SELECT coalesce(max(id), 0) FROM alert_note WHERE alert = ?", arguments: [alert])?.integer()
                ?? 0
            guard latest <= last else { return false }
            try db.execute(
                sql: "INSERT INTO alert_note (alert, time, author, decision, text) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    alert, note.time.timeIntervalSince1970, note.author, note.decision?.rawValue, note.text,
                ])
            try db.execute(
                sql: """
                    DELETE FROM alert_note WHERE id IN (
                        SELECT id FROM alert_note WHERE alert = ? ORDER BY id DESC LIMIT -1 OFFSET ?)
                    """, arguments: [alert, AlertStore.keptNotes])
            return true
        }
    }

    /// What was said of an alert, in order.
    public func notes(of alert: String) throws(SQLiteFileError) -> [AlertNote] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM alert_note WHERE alert = ? ORDER BY id LIMIT ?",
                arguments: [alert, AlertStore.keptNotes]
            ).map(AlertStore.note)
        }
    }

    static func note(_ row: Row) throws(ColumnError) -> AlertNote {
        _ = try row.cell("alert").text()
        let decision = try row.cell("decision").ifPresent?.text()
        return AlertNote(
            id: try row.cell("id").integer(), time: try row.cell("time").date(), author: try row.cell("author").text(),
            decision: decision.flatMap(AlertNote.Decision.init(rawValue:)), text: try row.cell("text").text())
    }
}
