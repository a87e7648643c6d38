internal import FoundationEssentials
internal import GRDB

/// The alerts of a node, in `node.sqlite`: their life, what is to be delivered of them, and what the operator says to them.
///
/// What the node notes of a change is one transaction, on the disk before it is over: the alert, its event, and a delivery
/// for each sink. Others read, acknowledge and mute at the same time; the node sees by ``version`` that they did.
public struct AlertStore: Sendable {
    let database: DatabaseQueue
    let path: String

    /// The alerts of the node whose folder it is, whether the node runs or not.
    ///
    /// - Throws: ``NodeStoreError``.
    public static func open(folder: String) throws(NodeStoreError) -> AlertStore {
        let path = folder + "/node.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw .folder(path: folder, reason: "no node has kept anything here")
        }
        let database = try NodeStore.naming(path) {
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { db in
                try Schema.prepare(db, path: path)
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            return database
        }
        return AlertStore(database: database, path: path)
    }

    /// Lets go of a file that ``open(folder:)`` opened.
    public func close() throws(NodeStoreError) {
        try NodeStore.naming(path) { try database.close() }
    }

    /// Changes when another process has written.
    public func version() throws(NodeStoreError) -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(NodeStoreError) -> Result {
        try NodeStore.naming(path) { try database.read(body) }
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(NodeStoreError) -> Result {
        try NodeStore.naming(path) {
            try database.writeWithoutTransaction { db in
                var result: Result?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw RecordError() }
                return result
            }
        }
    }
}
