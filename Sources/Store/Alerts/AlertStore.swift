internal import FoundationEssentials
internal import GRDB
public import SQLiteFile

/// The alerts of a node, in `node.sqlite`: their life, what is to be delivered of them, and what the operator says to them.
///
/// What the node notes of a change is one transaction, on the disk before it is over: the alert, its event, and a delivery
/// for each sink. Others read, acknowledge and mute at the same time; the node sees by ``version`` that they did.
public struct AlertStore: Sendable {
    let database: DatabaseConnection
    let path: String

    /// The alerts of the node whose folder it is, whether the node runs or not.
    ///
    /// - Throws: ``SQLiteFileError``.
    public static func open(folder: String) throws(SQLiteFileError) -> AlertStore {
        let path = folder + "/node.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw .folder(path: folder, reason: "no node has kept anything here")
        }
        let file = NodeStore.file(path)
        do throws(SQLiteFileError) {
            return AlertStore(database: try DatabaseConnection(file), path: path)
        } catch  where error.isOfWriting {
            return AlertStore(database: try DatabaseConnection(reading: file, because: error), path: path)
        }
    }

    /// Lets go of a file that ``open(folder:)`` opened.
    public func close() throws(SQLiteFileError) {
        try database.close()
    }

    /// Changes when another process has written.
    public func version() throws(SQLiteFileError) -> Int {
        try read { Int(try $0.cell(sql: "PRAGMA data_version")?.integer() ?? 0) }
    }

    /// Looks at every row as those who use them do.
    ///
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)``.
    func checkRows() throws(SQLiteFileError) {
        try read { db in
            guard try db.tableExists("alert") else { return }
            try AlertStore.checkAlerts(db)
            try AlertStore.checkDeliveries(db)
            try AlertStore.checkMemory(db)
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        try database.read(body)
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        try database.write(body)
    }
}
