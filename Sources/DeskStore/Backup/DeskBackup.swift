public import FoundationEssentials
internal import GRDB
internal import LocalFiles
public import SQLiteFile

/// A backup: one file with all of `desk.sqlite` and the node's configuration file; RTR sessions are never in it.
///
/// It is a database of SQLite, with the tables of `desk.sqlite` as they were at one moment, and two more for itself: `backup`
/// with when and by what it was made and a digest of the rest, and `backup_file` with the configuration.
public struct DeskBackup: Hashable, Sendable {
    /// A file that is in the backup, too.
    public struct File: Hashable, Sendable {
        /// The path at which it was.
        public let path: String
        public let octets: [UInt8]

        public init(path: String, octets: [UInt8]) {
            self.path = path
            self.octets = octets
        }
    }

    /// The backup itself.
    public let path: String
    public let created: Date
    /// The version of the program that made it.
    public let program: String
    /// The schema of `desk.sqlite` in it.
    public let schema: Int
    /// `nil` where the node ran without a file.
    public let configuration: File?

    /// The newest schema that this program can restore.
    public static var knownSchema: Int { DeskSchema.current.version }

    /// "ATLB".
    static let applicationID: Int64 = 0x4154_4c42

    /// The form of the two tables.
    static let format = 1
    static let table = "backup"
}

// MARK: - Reading

extension DeskBackup {
    /// Reads a backup and looks at all of it.
    ///
    /// - Throws: ``SQLiteFileError``: `foreign` for what is not a backup, `newerSchema` for one of a later version, `damaged`
    ///   where anything in it is not as it was written.
    public init(verifying path: String) throws(SQLiteFileError) {
        guard LocalFile.isRegular(path) else { throw .folder(path: path, reason: "no such file") }
        self = try SQLiteFileError.naming(path) {
            let queue = try ReadOnlyDatabase.open(path)
            defer { try? queue.close() }
            return try queue.read { try DeskBackup(path, $0) }
        }
    }

    private init(_ path: String, _ db: Database) throws {
        let application = try db.cell(sql: "PRAGMA application_id")?.integer() ?? 0
        guard application == DeskBackup.applicationID else { throw SQLiteFileError.foreign(path: path) }
        let schema = try db.cell(sql: "PRAGMA user_version")?.count() ?? 0
        guard schema <= DeskBackup.knownSchema else {
            throw SQLiteFileError.newerSchema(path: path, found: schema, known: DeskBackup.knownSchema)
        }
        guard let row = try Row.fetchOne(db, sql: "SELECT format, created, program, digest FROM backup") else {
            throw SQLiteFileError.damaged(path: path, reason: "its creation time is missing")
        }
        let format = try row.cell("format").count()
        guard format <= DeskBackup.format else {
            throw SQLiteFileError.newerSchema(path: path, found: format, known: DeskBackup.format)
        }
        try DeskDatabase.file(path: path).checkPages(db, isThorough: true)
        guard try row.cell("digest").octets() == ContentDigest.octets(db, leavingOut: DeskBackup.table) else {
            throw SQLiteFileError.damaged(path: path, reason: "its content does not match its digest")
        }
        self.path = path
        self.schema = schema
        created = try row.cell("created").date()
        program = try row.cell("program").text()
        configuration = try Row.fetchOne(db, sql: "SELECT path, octets FROM backup_file").map {
            File(path: try $0.cell("path").text(), octets: try $0.cell("octets").octets())
        }
    }
}

// MARK: - Writing

extension DeskBackup {
    /// Makes a backup of `desk.sqlite` in `folder`, whether a node runs or not, and verifies it.
    ///
    /// The file appears under its name when it is whole, verified and on the disk; only its owner can read it.
    ///
    /// - Parameter path: An older file of this name is replaced.
    /// - Throws: ``SQLiteFileError``; `damaged` with the path of `desk.sqlite` where that is damaged: then there is no backup.
    public static func write(
        of folder: String, to path: String, configuration: File?, program: String, at date: Date
    ) throws(SQLiteFileError) -> DeskBackup {
        let desk = DeskDatabase.file(path: folder + "/" + DeskDatabase.fileName)
        guard LocalFile.exists(desk.path) else {
            throw .folder(path: folder, reason: "there is no database of a node in this folder")
        }
        let source = try desk.openForReading()
        defer { try? source.close() }
        let file: AtomicFile
        do throws(LocalFileError) {
            file = try AtomicFile(path, access: .owner)
        } catch {
            throw .database(path: error.path, reason: error.reason)
        }
        defer { for suffix in ["-wal", "-shm", "-journal"] { LocalFile.remove(file.scratch + suffix) } }
        do throws(SQLiteFileError) {
            try copy(source, to: file.scratch, configuration, program, date)
            let written = try DeskBackup(verifying: file.scratch)
            do throws(LocalFileError) {
                try file.commit()
                try LocalFile.syncFolder(of: path)
            } catch {
                throw .database(path: error.path, reason: error.reason)
            }
            return DeskBackup(
                path: path, created: written.created, program: written.program, schema: written.schema,
                configuration: written.configuration)
        } catch .damaged(_, let reason) {
            // What is wrong with a copy is wrong with the file; a look at all pages names the one.
            try SQLiteFileError.naming(desk.path) { try source.read { try desk.checkPages($0) } }
            throw .damaged(path: desk.path, reason: reason)
        }
    }

    private static func copy(
        _ source: DatabaseQueue, to path: String, _ configuration: File?, _ program: String, _ date: Date
    ) throws(SQLiteFileError) {
        try SQLiteFileError.naming(path) {
            let copy = try DatabaseQueue(path: path)
            try source.backup(to: copy)
            try copy.close()
        }
        try SQLiteFileError.naming(path) {
            // Opened again: what was copied says in its head how it is to be written to.
            let copy = try DatabaseQueue(path: path)
            defer { try? copy.close() }
            try copy.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA application_id = \(applicationID)")
                try db.inTransaction {
                    try add(db, configuration, program, date)
                    return .commit
                }
            }
        }
    }

    private static func add(_ db: Database, _ file: File?, _ program: String, _ date: Date) throws {
        try db.execute(
            sql: """
                CREATE TABLE backup (
                    id INTEGER PRIMARY KEY CHECK (id = 1), format INTEGER NOT NULL, created REAL NOT NULL,
                    program TEXT NOT NULL, digest BLOB NOT NULL) STRICT;
                CREATE TABLE backup_file (path TEXT NOT NULL, octets BLOB NOT NULL) STRICT;
                """)
        if let file {
            try db.execute(
                sql: "INSERT INTO backup_file VALUES (?, ?)", arguments: [file.path, Data(file.octets)])
        }
        let digest = try ContentDigest.octets(db, leavingOut: table)
        try db.execute(
            sql: "INSERT INTO backup VALUES (1, ?, ?, ?, ?)",
            arguments: [format, date.timeIntervalSince1970, program, Data(digest)])
    }
}

// MARK: - Restoring

extension DeskBackup {
    /// Makes `desk.sqlite` in `folder` what is in the backup, but for sessions and one-time links: those that were ended since do
    /// not come back. No node may run: the caller has the folder for itself.
    ///
    /// A kill leaves either the file of before or the restored one.
    ///
    /// - Returns: the path at which the file of before is kept; `nil` where there was none.
    public func restore(to folder: String) throws(SQLiteFileError) -> String? {
        let desk = DeskDatabase.file(path: folder + "/" + DeskDatabase.fileName)
        let scratch = desk.path + ".restored"
        for suffix in ["", "-wal", "-shm", "-journal"] { LocalFile.remove(scratch + suffix) }
        PrivateFiles.make(scratch)
        do throws(SQLiteFileError) {
            try SQLiteFileError.naming(scratch) {
                let source = try ReadOnlyDatabase.open(path)
                defer { try? source.close() }
                let copy = try DatabaseQueue(path: scratch)
                defer { try? copy.close() }
                try source.backup(to: copy)
                try copy.writeWithoutTransaction { db in
                    try db.inTransaction {
                        try db.execute(sql: "DROP TABLE backup; DROP TABLE backup_file")
                        return .commit
                    }
                    try DeskSchema.current.claim(db)
                    try DeskSchema.current.migrate(db, path: scratch)
                    try DeskDatabase.checkRows(db)
                    try DeskAccounts.endAll(db)
                }
            }
            return try desk.replace(with: scratch, keepingAs: "replaced")
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { LocalFile.remove(scratch + suffix) }
            throw error
        }
    }
}
