public import FoundationEssentials
internal import GRDB
public import SQLiteFile

extension AlertStore {
    /// Takes note of changes, all or none, and queues what the sinks are to get of them.
    ///
    /// A revision that is known already is not noted, nor queued, again.
    ///
    /// - Parameters:
    ///   - memory: What the detector keeps after these changes; `nil` to leave what is kept.
    ///   - queue: The most deliveries that may wait for one sink; the oldest go.
    /// - Returns: Per sink, how many deliveries had to go.
    @discardableResult
    public func record(
        _ changes: [StoredChange], memory: [UInt8]? = nil, queue: Int = .max
    ) throws(SQLiteFileError) -> [String: Int] {
        try write { db in
            var sinks: Set<String> = []
            for change in changes {
                guard try AlertStore.note(db, change) else { continue }
                for sink in change.sinks { try DeskOutbox.add(db, change.message(to: sink)) }
                sinks.formUnion(change.sinks)
            }
            if let memory { try MemoryTable.keep(db, memory, as: AlertStore.detector) }
            var lost: [String: Int] = [:]
            for sink in sinks where queue < .max {
                let count = try DeskOutbox.limit(db, waitingFor: sink, to: queue)
                if count > 0 { lost[sink] = count }
            }
            return lost
        }
    }

    /// Brings alerts up to date that have not changed otherwise; their history and recipients get nothing of it.
    public func refresh(_ figures: [AlertFigures]) throws(SQLiteFileError) {
        try write { db in
            for alert in figures {
                try db.execute(
                    sql: "UPDATE alert SET summary = ?, text = ?, event = ? WHERE id = ? AND revision = ?",
                    arguments: [alert.summary, alert.text, alert.event, alert.id, alert.revision])
            }
        }
    }

    /// Revisions of an alert that are kept; as many are shown at the most.
    private static let keptRevisions = 1_000

    /// True if it is news.
    private static func note(_ db: Database, _ change: StoredChange) throws -> Bool {
        let alert = change.alert
        let known = try db.cell(sql: "SELECT revision FROM alert WHERE id = ?", arguments: [alert.id])?.number(
            Int32.self)
        guard Int(known ?? -1) < alert.revision else { return false }
        try db.execute(
            sql: """
                INSERT INTO alert
                    (id, class, state, severity, peak, raised, updated, ended, revision, prefix, asn, summary, text, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET class = excluded.class, state = excluded.state,
                    severity = excluded.severity, peak = excluded.peak, raised = excluded.raised, updated = excluded.updated,
                    ended = excluded.ended, revision = excluded.revision, prefix = excluded.prefix, asn = excluded.asn,
                    summary = excluded.summary, text = excluded.text, event = excluded.event
                """,
            arguments: [
                alert.id, alert.kind, alert.state, alert.severity, alert.peak, alert.raised.timeIntervalSince1970,
                alert.updated.timeIntervalSince1970, alert.ended?.timeIntervalSince1970, alert.revision, alert.prefix,
                alert.asn.map { Int64($0) }, alert.summary, alert.text, alert.event,
            ])
        try db.execute(
            sql: "INSERT INTO alert_event (alert, revision, time, change, summary, event) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                alert.id, alert.revision, change.time.timeIntervalSince1970, change.change, alert.summary, alert.event,
            ])
        // What flaps for months is not to fill the disk.
        try db.execute(
            sql: "DELETE FROM alert_event WHERE alert = ? AND revision <= ?",
            arguments: [alert.id, alert.revision - keptRevisions])
        return true
    }

    /// The alerts that were changed since a moment, or are not ended; the latest first.
    ///
    /// - Parameters:
    ///   - since: `nil` for all that are kept.
    ///   - onlyOpen: Whether ended and withdrawn ones are left out.
    public func alerts(since: Date? = nil, onlyOpen: Bool = false, limit: Int = 10_000) throws(SQLiteFileError)
        -> [StoredAlert]
    {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM alert WHERE (?1 IS NULL OR updated >= ?1) AND (NOT ?2 OR ended IS NULL)
                    ORDER BY updated DESC, id LIMIT ?3
                    """, arguments: [since?.timeIntervalSince1970, onlyOpen, limit]
            ).map(AlertStore.alert)
        }
    }

    /// The alerts whose identity begins so; two at most.
    public func alerts(beginning prefix: String) throws(SQLiteFileError) -> [StoredAlert] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM alert WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 2",
                arguments: [prefix]
            ).map(AlertStore.alert)
        }
    }

    /// Last stored revision of each alert, and its highest severity so far.
    public func marks() throws(SQLiteFileError) -> [String: (revision: Int, peak: Int)] {
        try read { db in
            var marks: [String: (revision: Int, peak: Int)] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT id, revision, peak FROM alert")
            // By their places: there may be a hundred thousand, and a start waits for them.
            while let row = try rows.next() {
                marks[try row.cell(at: 0).text()] = (
                    Int(try row.cell(at: 1).number(Int32.self)),
                    Int(try row.cell(at: 2).integer(in: AlertStore.severities))
                )
            }
            return marks
        }
    }

    /// Changes of an alert, in order.
    public func revisions(of id: String, limit: Int = 1_000) throws(SQLiteFileError) -> [AlertRevision] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM alert_event WHERE alert = ? ORDER BY revision DESC LIMIT ?",
                arguments: [id, limit]
            ).reversed().map { try AlertStore.revision(of: $0) }
        }
    }

    /// Drops what ended before a moment, and the oldest that ended where there are more alerts than `most`.
    public func prune(endedBefore date: Date, most: Int) throws(SQLiteFileError) {
        try write { db in
            try db.execute(
                sql: "DELETE FROM alert WHERE ended < ?", arguments: [date.timeIntervalSince1970])
            try db.execute(
                sql: """
                    DELETE FROM alert WHERE ended IS NOT NULL AND rowid IN (
                        SELECT rowid FROM alert ORDER BY ended IS NULL DESC, updated DESC LIMIT -1 OFFSET ?)
                    """, arguments: [most])
            try db.execute(sql: "DELETE FROM alert_event WHERE alert NOT IN (SELECT id FROM alert)")
            try db.execute(sql: "DELETE FROM alert_note WHERE alert NOT IN (SELECT id FROM alert)")
            try db.execute(
                sql: "DELETE FROM message WHERE refused IS NOT NULL AND time < ?",
                arguments: [date.timeIntervalSince1970])
        }
    }

    static func checkAlerts(_ db: Database) throws {
        try check(db, "SELECT * FROM alert") { _ = try alert($0) }
        try check(db, "SELECT * FROM alert_event") { _ = try revision(of: $0) }
        try check(db, "SELECT * FROM silence") { _ = try suppression($0) }
        try check(db, "SELECT * FROM alert_note") { _ = try note($0) }
    }

    /// Looks at each row without holding more than one.
    static func check(_ db: Database, _ sql: String, _ body: (Row) throws -> Void) throws {
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() { try body(row) }
    }

    private static func revision(of row: Row) throws(ColumnError) -> AlertRevision {
        _ = try row.cell("alert").text()
        return AlertRevision(
            revision: try revision(row), time: try row.cell("time").date(), change: try row.cell("change").text(),
            summary: try row.cell("summary").text(), event: try row.cell("event").text())
    }

    static func alert(_ row: Row) throws(ColumnError) -> StoredAlert {
        var alert = StoredAlert(
            id: try row.cell("id").text(), kind: try row.cell("class").text(), state: try row.cell("state").text(),
            severity: try severity(row, "severity"), peak: try severity(row, "peak"),
            raised: try row.cell("raised").date(), updated: try row.cell("updated").date(),
            ended: try row.cell("ended").ifPresent?.date(), revision: try revision(row),
            prefix: try row.cell("prefix").ifPresent?.text(), asn: try row.cell("asn").ifPresent?.number(),
            summary: try row.cell("summary").text(), text: try row.cell("text").text(),
            event: try row.cell("event").text())
        let (author, note) = (try row.cell("acknowledger").ifPresent?.text(), try row.cell("note").ifPresent?.text())
        if let time = try row.cell("acknowledged").ifPresent?.date() {
            alert.acknowledgement = .init(time: time, author: author ?? "", note: note)
        }
        return alert
    }

    static func revision(_ row: Row) throws(ColumnError) -> Int {
        Int(try row.cell("revision").number(Int32.self))
    }

    /// Ranks; there are fewer, but an older version may have had others.
    private static let severities: ClosedRange<Int64> = 0...1_000

    static func severity(_ row: Row, _ column: String) throws(ColumnError) -> Int {
        Int(try row.cell(column).integer(in: severities))
    }
}

// MARK: - What the operator says

extension AlertStore {
    /// Records that an alert was acknowledged; of its changes only the end is sent.
    ///
    /// - Returns: Whether there is such an alert.
    public func acknowledge(_ id: String, _ acknowledgement: StoredAlert.Acknowledgement) throws(SQLiteFileError)
        -> Bool
    {
        try write { db in
            try db.execute(
                sql: "UPDATE alert SET acknowledged = ?, acknowledger = ?, note = ? WHERE id = ?",
                arguments: [
                    acknowledgement.time.timeIntervalSince1970, acknowledgement.author, acknowledgement.note, id,
                ])
            guard db.changesCount > 0 else { return false }
            try AlertStore.noteAnswer(db)
            return true
        }
    }

    /// The acknowledged alerts.
    public func acknowledged() throws(SQLiteFileError) -> Set<String> {
        try read {
            Set(
                try Row.fetchAll(
                    $0, sql: "SELECT id FROM alert WHERE acknowledged IS NOT NULL AND ended IS NULL"
                ).map { try $0.cell(at: 0).text() })
        }
    }

    /// Keeps a mute or window, and gives its number.
    public func add(_ suppression: Suppression) throws(SQLiteFileError) -> Int64 {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO silence (kind, alert, class, prefix, asn, begins, ends, reason, author)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    suppression.kind.rawValue, suppression.alert, suppression.alertClass, suppression.prefix,
                    suppression.asn.map { Int64($0) }, suppression.begins.timeIntervalSince1970,
                    suppression.ends?.timeIntervalSince1970, suppression.reason, suppression.author,
                ])
            let id = db.lastInsertedRowID
            try AlertStore.noteAnswer(db)
            return id
        }
    }

    /// - Returns: Whether there was one of that number.
    public func removeSuppression(_ id: Int64) throws(SQLiteFileError) -> Bool {
        try write { db in
            try db.execute(sql: "DELETE FROM silence WHERE id = ?", arguments: [id])
            guard db.changesCount > 0 else { return false }
            try AlertStore.noteAnswer(db)
            return true
        }
    }

    /// Mutes and windows that are not over at a moment, in the order in which they were made.
    public func suppressions(at now: Date) throws(SQLiteFileError) -> [Suppression] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM silence WHERE ends IS NULL OR ends > ? ORDER BY id",
                arguments: [now.timeIntervalSince1970]
            ).map(AlertStore.suppression)
        }
    }

    fileprivate static func suppression(_ row: Row) throws(ColumnError) -> Suppression {
        let kind = try row.cell("kind").text()
        guard let kind = Suppression.Kind(rawValue: kind) else {
            throw ColumnError(column: "kind", found: "an unknown kind")
        }
        return Suppression(
            id: try row.cell("id").integer(), kind: kind, alert: try row.cell("alert").ifPresent?.text(),
            alertClass: try row.cell("class").ifPresent?.text(),
            prefix: try row.cell("prefix").ifPresent?.text(), asn: try row.cell("asn").ifPresent?.number(),
            begins: try row.cell("begins").date(), ends: try row.cell("ends").ifPresent?.date(),
            reason: try row.cell("reason").text(), author: try row.cell("author").text())
    }
}
