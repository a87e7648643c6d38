public import FoundationEssentials
internal import GRDB
public import LocalFiles
public import SQLiteFile

extension AlertStore {
    /// The most octets of one row.
    private static let piece = 1 << 22

    static func keep(_ db: Database, _ octets: [UInt8], as name: String) throws {
        try db.execute(sql: "DELETE FROM memory WHERE name = ?", arguments: [name])
        for (number, start) in stride(from: 0, to: octets.count, by: piece).enumerated() {
            try db.execute(
                sql: "INSERT INTO memory (name, number, octets) VALUES (?, ?, ?)",
                arguments: [name, number, Data(octets[start..<min(start + piece, octets.count)])])
        }
    }

    /// Keeps octets under a name, in place of those before.
    public func keep(_ octets: [UInt8], as name: String) throws(SQLiteFileError) {
        try write { try AlertStore.keep($0, octets, as: name) }
    }

    /// What ``record(_:memory:queue:)`` kept under `detector`, or ``keep(_:as:)`` under another name; empty for nothing.
    public func memory(_ name: String) throws(SQLiteFileError) -> [UInt8] {
        try read { db in
            var octets: [UInt8] = []
            for row in try Row.fetchAll(
                db, sql: "SELECT octets FROM memory WHERE name = ? ORDER BY number", arguments: [name])
            {
                octets.append(contentsOf: try row.cell("octets").octets())
            }
            return octets
        }
    }

    static func checkMemory(_ db: Database) throws {
        try check(db, "SELECT name, number, typeof(octets) AS type FROM memory") {
            _ = (try $0.cell("name").text(), try $0.cell("number").count())
            guard try $0.cell("type").text() == "blob" else {
                throw ColumnError(column: "octets", found: "a value that does not belong there")
            }
        }
        try check(db, "SELECT * FROM file_seen") {
            _ = (try $0.cell("path").text(), try $0.cell("inode").integer(), try $0.cell("size").count())
            _ = (try $0.cell("modified").integer(), try $0.cell("time").date())
        }
    }

    /// Whether the file at `path` was read with this content. When its inode was changed, as a change of rights does, does not
    /// matter.
    public func hasSeen(_ path: String, _ file: FileStamp) throws(SQLiteFileError) -> Bool {
        try read { db in
            try db.cell(
                sql: "SELECT 1 FROM file_seen WHERE path = ? AND inode = ? AND size = ? AND modified = ?",
                arguments: [path, Int64(bitPattern: file.inode), file.size, file.modified]) != nil
        }
    }

    /// Notes that a file has been read.
    public func note(_ path: String, _ file: FileStamp, at now: Date) throws(SQLiteFileError) {
        try write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO file_seen (path, inode, size, modified, time) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    path, Int64(bitPattern: file.inode), file.size, file.modified, now.timeIntervalSince1970,
                ])
        }
    }

    /// Forgets files that were read before a moment.
    public func forgetFiles(before date: Date) throws(SQLiteFileError) {
        try write { db in
            try db.execute(sql: "DELETE FROM file_seen WHERE time < ?", arguments: [date.timeIntervalSince1970])
        }
    }
}
