internal import FoundationEssentials
internal import GRDB
internal import SQLiteFiles

/// The alerts of a node, in `node.sqlite`: their life, what is to be delivered of them, and what the operator says to them.
///
/// What the node notes of a change is one transaction, on the disk before it is over: the alert, its event, and a delivery
/// for each sink. Others read, acknowledge and mute at the same time; the node sees by ``version`` that they did.
public struct AlertStore: Sendable {
    let database: NodeDatabase
    let path: String

    /// The alerts of the node whose folder it is, whether the node runs or not.
    ///
    /// - Throws: ``NodeStoreError``.
    public static func open(folder: String) throws(NodeStoreError) -> AlertStore {
        let path = folder + "/node.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw .folder(path: folder, reason: "no node has kept anything here")
        }
        do throws(NodeStoreError) {
            return AlertStore(database: try NodeDatabase(path: path), path: path)
        } catch .database(let path, let reason) {
            let obstacle = NodeStoreError.database(path: path, reason: reason)
            return AlertStore(database: try NodeDatabase(reading: path, because: obstacle), path: path)
        }
    }

    /// Lets go of a file that ``open(folder:)`` opened.
    public func close() throws(NodeStoreError) {
        try database.close()
    }

    /// Changes when another process has written.
    public func version() throws(NodeStoreError) -> Int {
        try read { Int(try $0.cell(sql: "PRAGMA data_version")?.integer() ?? 0) }
    }

    /// Looks at every row as those who use them do.
    ///
    /// - Throws: ``NodeStoreError/damaged(path:reason:)``.
    func checkRows() throws(NodeStoreError) {
        try read { db in
            guard try db.tableExists("alert") else { return }
            try AlertStore.checkAlerts(db)
            try AlertStore.checkDeliveries(db)
            try AlertStore.checkMemory(db)
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(NodeStoreError) -> Result {
        try database.read(body)
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(NodeStoreError) -> Result {
        try database.write(body)
    }
}
