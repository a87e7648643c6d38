internal import GRDB
public import SQLiteFile

extension AlertStore {
    /// Forgets the oldest of what comes from outside without a time to go: deliveries that sinks have refused, and files that
    /// were read.
    ///
    /// - Parameters:
    ///   - refused: The most refused deliveries that are kept.
    ///   - seenFiles: The most files that are remembered.
    public func limit(refused: Int, seenFiles: Int) throws(SQLiteFileError) {
        try write { db in
            try db.execute(
                sql: """
                    DELETE FROM delivery WHERE refused IS NOT NULL AND id <= (SELECT id FROM delivery
                        WHERE refused IS NOT NULL ORDER BY id DESC LIMIT 1 OFFSET ?)
                    """, arguments: [refused])
            try db.execute(
                sql: """
                    DELETE FROM file_seen WHERE path IN (
                        SELECT path FROM file_seen ORDER BY time DESC, path LIMIT -1 OFFSET ?)
                    """, arguments: [seenFiles])
        }
    }
}
