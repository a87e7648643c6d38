internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import RPKIValidation
public import SQLiteFile

extension ObjectStore {
    /// Keeps what the last run did not accept, in place of what was kept of the one before.
    public func record(_ rejections: StoredRejections) throws(SQLiteFileError) {
        try naming {
            try database.write { db in
                try db.execute(
                    sql: "INSERT OR REPLACE INTO run (id, date, failure, further) VALUES (1, ?, ?, ?)",
                    arguments: [rejections.date.timeIntervalSince1970, rejections.failure, rejections.further])
                guard try db.rejections() != rejections.rows else { return }
                try db.execute(sql: "DELETE FROM rejection")
                let insert = try db.cachedStatement(
                    sql: """
                        INSERT INTO rejection (
                            uri, hash, level, reason, document, section, place, detail, since, trustAnchor, repository)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                for row in rejections.rows {
                    let (rejection, error) = (row.rejection, row.rejection.error)
                    try insert.execute(arguments: [
                        rejection.uri, rejection.hash?.data, rejection.level.rawValue, error.code.rawValue,
                        error.rule.document, error.rule.section, error.offset, error.detail,
                        row.since.timeIntervalSince1970, row.trustAnchor, row.repository,
                    ])
                }
            }
        }
    }

    /// The rejections of the last run; `nil` if no run has ended yet.
    public func rejections() throws(SQLiteFileError) -> StoredRejections? {
        try naming { try database.read { try $0.lastRun() } }
    }

    /// The rejections of the last run of the node with this folder, whether or not the node is running; `nil` if no run
    /// of this version has ended yet.
    ///
    /// - Throws: ``SQLiteFileError``.
    public static func rejections(folder: String) throws(SQLiteFileError) -> StoredRejections? {
        let path = (folder.hasSuffix("/") ? folder : folder + "/") + fileName
        guard FileManager.default.fileExists(atPath: path) else {
            throw .folder(path: folder, reason: "there is no state of a node here")
        }
        return try SQLiteFileError.naming(path) {
            let queue = try ReadOnlyDatabase.open(path)
            defer { try? queue.close() }
            return try queue.read { db in
                try Schema.current.check(db, path: path) < 3 ? nil : try db.lastRun()
            }
        }
    }
}

extension Database {
    fileprivate func lastRun() throws -> StoredRejections? {
        guard let row = try Row.fetchOne(self, sql: "SELECT * FROM run") else { return nil }
        return StoredRejections(
            date: try row.cell("date").date(), failure: try row.cell("failure").ifPresent?.text(),
            rows: try rejections(), further: try row.cell("further").count())
    }

    fileprivate func rejections() throws -> [StoredRejections.Row] {
        try Row.fetchAll(self, sql: "SELECT * FROM rejection ORDER BY id").map(StoredRejections.Row.init)
    }
}

extension StoredRejections.Row {
    fileprivate init(_ row: Row) throws(ColumnError) {
        guard let level = Rejection.Level(rawValue: try row.cell("level").text()),
            let code = ObjectError.Code(rawValue: try row.cell("reason").text())
        else { throw ColumnError(column: "reason", found: "one that this version does not know") }
        let error = ObjectError(
            code, Rule(try row.cell("document").text(), try row.cell("section").text()),
            at: try row.cell("place").ifPresent?.count(), try row.cell("detail").text())
        let hash = try row.cell("hash").ifPresent?.hash()
        self.init(
            Rejection(uri: try row.cell("uri").text(), hash: hash, level: level, error: error),
            since: try row.cell("since").date(), trustAnchor: try row.cell("trustAnchor").ifPresent?.text(),
            repository: try row.cell("repository").ifPresent?.text())
    }
}
