internal import GRDB
internal import SQLiteFile

extension ObjectStore {
    /// Writes the log of the database into its file, and gives the log's octets back to the disk, where the disk has little
    /// room: the file may then have to grow by what the log has, and SQLite does neither by itself before the log has 32 MiB.
    ///
    /// - Parameter coming: octets that the next transaction writes, about.
    func emptyLogIfTight(before coming: Int = 0) {
        if meter.isTight(log: path + "-wal", coming: coming) { emptyLog() }
    }

    /// Writes the log of the database into its file, and gives the log's octets back to the disk.
    func emptyLog() {
        do {
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            // The disk has no room for it, or another reads: the log stays as it was, and all that is in it is read with the
            // file. The next call tries again.
            return
        }
    }

    /// Gives pages that hold nothing back to the disk, where it has little room.
    func returnPagesIfTight() throws {
        guard meter.isNearlyFull else { return }
        var free = Int.max
        while true {
            let rest = try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA incremental_vacuum(\(ObjectStore.returnedPages))")
                return try db.cell(sql: "PRAGMA freelist_count")?.count() ?? 0
            }
            emptyLogIfTight()
            // A file of an earlier version of the program keeps its pages, and uses them again.
            guard rest > 0, rest < free else { break }
            free = rest
        }
        emptyLog()
    }

    /// Pages that one transaction gives back: the writer is held for a short time.
    private static let returnedPages = 256
}
