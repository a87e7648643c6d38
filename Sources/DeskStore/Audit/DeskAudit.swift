public import Access
public import FoundationEssentials
internal import GRDB
public import SQLiteFile

/// The audit of access in `desk.sqlite`. Triggers of the table refuse every change of a row but a higher count of its minute,
/// and every removal but by ``retain(since:most:)``.
public struct DeskAudit: AuditArchive {
    let database: DatabaseConnection

    public func append(_ entries: [AuditEntry]) throws(SQLiteFileError) {
        guard !entries.isEmpty else { return }
        try database.write { db in
            for entry in entries { try DeskAudit.add(entry, to: db) }
        }
    }

    private static func add(_ entry: AuditEntry, to db: Database) throws {
        try db.execute(
            sql: """
                UPDATE audit SET count = count + ?, last = max(last, ?)
                WHERE minute = ? AND client = ? AND principal = ? AND verb = ? AND resource = ? AND label = ? AND refusal IS ?
                """,
            arguments: [
                entry.count, entry.last.timeIntervalSince1970, entry.minute, entry.client, entry.principal, entry.verb,
                entry.resource, entry.label, entry.refusal,
            ])
        guard db.changesCount == 0 else { return }
        try db.execute(
            sql: """
                INSERT INTO audit (minute, first, last, count, principal, client, verb, resource, label, refusal)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                entry.minute, entry.first.timeIntervalSince1970, entry.last.timeIntervalSince1970, entry.count,
                entry.principal, entry.client, entry.verb, entry.resource, entry.label, entry.refusal,
            ])
    }

    /// The entries that are kept, the latest first.
    ///
    /// - Parameters:
    ///   - since: Entries whose last decision was before are left out; `nil` for all.
    ///   - onlyRefused: Whether those that were permitted are left out.
    ///   - limit: The most that are given.
    public func entries(
        since: Date? = nil, onlyRefused: Bool = false, limit: Int = 10_000
    ) throws(SQLiteFileError) -> [AuditEntry] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM audit WHERE last >= ? AND (refusal IS NOT NULL OR NOT ?) ORDER BY id DESC LIMIT ?
                    """, arguments: [since?.timeIntervalSince1970 ?? -.greatestFiniteMagnitude, onlyRefused, limit]
            ).map(DeskAudit.entry)
        }
    }

    /// One page of what is kept, the latest first; it begins before an entry and reads none after it.
    ///
    /// - Parameter before: The number of that entry; `nil` for the latest.
    public func page(
        before: Int64? = nil, onlyRefused: Bool = false, limit: Int
    ) throws(SQLiteFileError) -> [(id: Int64, entry: AuditEntry)] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM audit WHERE id < ? AND (refusal IS NOT NULL OR NOT ?) ORDER BY id DESC LIMIT ?",
                arguments: [before ?? .max, onlyRefused, limit]
            ).map { (try $0.cell("id").integer(), try DeskAudit.entry($0)) }
        }
    }

    @discardableResult
    public func retain(since: Date, most: Int) throws(SQLiteFileError) -> Int {
        try database.write { db in
            let minute = Int64(exactly: (since.timeIntervalSince1970 / 60).rounded(.down)) ?? 0
            let first = try db.cell(sql: "SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ?", arguments: [most])
            let id = try first?.integer() ?? 0
            try db.execute(
                sql: "UPDATE audit_horizon SET minute = max(minute, ?), number = max(number, ?)",
                arguments: [minute, id])
            try db.execute(sql: "DELETE FROM audit WHERE minute < ? OR id <= ?", arguments: [minute, id])
            return db.changesCount
        }
    }

    /// Looks at every row as those who use them do.
    static func check(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit")
        while let row = try rows.next() { _ = try entry(row) }
    }

    private static func entry(_ row: Row) throws(ColumnError) -> AuditEntry {
        AuditEntry(
            minute: try row.cell("minute").integer(), first: try row.cell("first").date(),
            last: try row.cell("last").date(), count: try row.cell("count").count(),
            principal: try row.cell("principal").text(), client: try row.cell("client").text(),
            verb: try row.cell("verb").text(), resource: try row.cell("resource").text(),
            label: try row.cell("label").text(), refusal: try row.cell("refusal").ifPresent?.text())
    }
}
