internal import GRDB
public import SQLiteFile

extension PayloadStore {
    /// The names under which something of what is served may be kept.
    public enum MemoryName: String, CaseIterable, Sendable {
        /// The number of payloads that each CA had.
        case authorities
    }

    /// Keeps octets under a name, in place of those before.
    public func keep(_ octets: [UInt8], as name: MemoryName) throws(SQLiteFileError) {
        try database.write { try MemoryTable.keep($0, octets, as: name.rawValue) }
    }

    /// Octets stored under a name; empty if there are none.
    public func memory(_ name: MemoryName) throws(SQLiteFileError) -> [UInt8] {
        try database.read { try MemoryTable.octets($0, of: name.rawValue) }
    }

    /// Drops what a former file kept for others.
    static func keepOwnMemory(_ db: Database) throws {
        let names = MemoryName.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        try db.execute(sql: "DELETE FROM memory WHERE name NOT IN (\(names))")
    }
}
