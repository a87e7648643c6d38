internal import GRDB
public import SQLiteFile

/// The alerts of a node, in `desk.sqlite`: their life, what is to be delivered of them, and what the operator says to them.
///
/// The record of a change is one transaction, on the disk before it is over: the alert, its event, and a delivery
/// for each sink. Others read, acknowledge and mute at the same time; the node sees by ``version()`` that they did.
public struct AlertStore: Sendable {
    let database: DatabaseConnection

    /// The messages about alerts, and any others, that wait in the same file.
    public var outbox: DeskOutbox { DeskOutbox(database: database) }

    /// Changes when an operator has said something.
    public func version() throws(SQLiteFileError) -> Int {
        try read { try $0.cell(sql: "SELECT number FROM answer")?.count() ?? 0 }
    }

    /// Notes, in the transaction of what an operator says, that there is something to look at.
    static func noteAnswer(_ db: Database) throws {
        try db.execute(sql: "UPDATE answer SET number = number + 1")
    }

    /// Damage of the file, once it is found.
    public func damageReports() -> AsyncStream<SQLiteFileError> { database.damageReports() }

    /// Looks at every row as those who use them do.
    ///
    /// - Throws: ``ColumnError``.
    static func checkRows(_ db: Database) throws {
        try AlertStore.checkAlerts(db)
        try AlertStore.checkMemory(db)
        try AlertStore.check(db, "SELECT number FROM answer") { _ = try $0.cell("number").count() }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        try database.read(body)
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(SQLiteFileError) -> Result {
        try database.write(body)
    }
}
