public import FoundationEssentials
internal import GRDB
public import LocalFiles
public import SQLiteFile

extension AlertStore {
    /// State of the detector, stored by ``record(_:memory:queue:)``; empty if there is none.
    public func memory() throws(SQLiteFileError) -> [UInt8] {
        try read { try MemoryTable.octets($0, of: AlertStore.detector) }
    }

    static let detector = "detector"

    static func checkMemory(_ db: Database) throws {
        try MemoryTable.check(db)
        try check(db, "SELECT * FROM file_seen") {
            _ = (try $0.cell("path").text(), try $0.cell("inode").integer(), try $0.cell("size").count())
            _ = (try $0.cell("modified").integer(), try $0.cell("time").date())
        }
    }

    /// True if the file at `path` was read with this content. When its inode was changed, as a change of rights does,
    /// does not matter.
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
