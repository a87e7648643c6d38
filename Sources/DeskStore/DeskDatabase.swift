internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
public import SQLiteFile

/// `desk.sqlite`: what people and the watch have written, which cannot be had again: alerts, what is to be delivered, what
/// operators said, and the accounts of users.
///
/// It is never thrown away: a damaged file stays as it is and is not used any more, until a backup takes its place. Several
/// processes may have it open.
public final class DeskDatabase: Sendable {
    public static let fileName = "desk.sqlite"

    let connection: DatabaseConnection
    private let file: DatabaseFile

    /// Opens the database in `folder`; a new one is made where there is none.
    ///
    /// A file that cannot be written is opened for reading where it has something: see ``obstacle``.
    ///
    /// - Throws: ``SQLiteFileError``; ``SQLiteFileError/damaged(path:reason:)`` for what a backup has to be restored over.
    public static func open(folder: String) throws(SQLiteFileError) -> DeskDatabase {
        do throws(LocalFileError) {
            try PrivateFiles.makeFolder(folder)
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
        let file = DeskDatabase.file(path: folder + "/" + fileName)
        do throws(SQLiteFileError) {
            return DeskDatabase(try DatabaseConnection(file), file)
        } catch  where error.isOfWriting {
            return DeskDatabase(try DatabaseConnection(reading: file, because: error), file)
        }
    }

    /// Opens the database of a node, from another process.
    ///
    /// - Throws: ``SQLiteFileError``, also where there is none.
    public static func open(existingIn folder: String) throws(SQLiteFileError) -> DeskDatabase {
        guard FileManager.default.fileExists(atPath: folder + "/" + fileName) else {
            throw .folder(path: folder, reason: "there is no database of a node in this folder")
        }
        return try open(folder: folder)
    }

    init(_ connection: DatabaseConnection, _ file: DatabaseFile) {
        self.connection = connection
        self.file = file
    }

    static func file(path: String) -> DatabaseFile {
        var options = DatabaseFile.Options()
        // What was acknowledged is on the disk.
        options.durability = .full
        options.damage = .keep
        // A command that answers an alert meanwhile does not take long.
        options.patience = 10
        options.readers = 4
        return DatabaseFile(path, DeskSchema.current, options)
    }

    /// The file.
    public var path: String { file.path }

    /// Reason for which the file can only be read, such as a full disk; each write tries again.
    public var obstacle: SQLiteFileError? { connection.obstacle }

    /// Tries whether a file that could only be read can be written now; with that ``obstacle`` ends.
    public func retry() {
        guard obstacle != nil else { return }
        try? connection.write { _ in }
    }

    /// The alerts in the file.
    public var alerts: AlertStore { AlertStore(database: connection) }

    /// The messages in the file that recipients have still to get.
    public var outbox: DeskOutbox { DeskOutbox(database: connection) }

    /// The audit of access in the file.
    public var audit: DeskAudit { DeskAudit(database: connection) }

    /// The accounts in the file, with their sessions.
    public var accounts: DeskAccounts { DeskAccounts(database: connection) }

    /// The readiness of networks and economies in the file.
    public var readiness: DeskReadiness { DeskReadiness(database: connection) }

    /// Damage of the file, once it is found; ends when the database is closed.
    public func damageReports() -> AsyncStream<SQLiteFileError> { connection.damageReports() }

    /// Looks at every page and row, while others use the file; it takes some time. What is found is reported, too.
    ///
    /// - Returns: What is wrong, with the page where SQLite names one.
    @discardableResult
    public func check() async -> SQLiteFileError? {
        let damage = await file.findDamage { try DeskDatabase.checkRows($0) }
        if let damage { connection.report(damage: damage) }
        return damage
    }

    /// Looks at every row as those who use them do.
    ///
    /// - Throws: ``ColumnError``.
    static func checkRows(_ db: Database) throws {
        try AlertStore.checkRows(db)
        try DeskOutbox.check(db)
        try DeskAudit.check(db)
        try DeskAccounts.check(db)
        try DeskReadiness.check(db)
    }

    /// Lets go of the file.
    ///
    /// - Throws: ``SQLiteFileError``.
    public func close() throws(SQLiteFileError) {
        try connection.close()
    }
}

// MARK: - What came before

extension DeskDatabase {
    /// Takes alerts over from `node.sqlite` of an earlier version, where there is one and no `desk.sqlite` yet.
    ///
    /// A kill leaves either no `desk.sqlite` or all of it. The caller has the folder for itself.
    ///
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)`` of `node.sqlite` where the alerts in it cannot be read.
    public static func takeOver(folder: String) throws(SQLiteFileError) {
        let former = FormerFile.node(in: folder)
        guard former.exists, !FileManager.default.fileExists(atPath: folder + "/" + fileName) else { return }
        try file(path: folder + "/" + fileName).take(DeskSchema.formerTables, from: former) { db in
            // How many payloads each CA had belongs to what is served.
            try db.execute(sql: "DELETE FROM memory WHERE name <> 'detector'")
            try checkRows(db)
        }
    }
}
