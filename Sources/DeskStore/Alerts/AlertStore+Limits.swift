internal import GRDB
public import SQLiteFile

extension AlertStore {
    /// Forgets the files that were read first, where there are more.
    ///
    /// - Parameter seenFiles: The most files that are remembered.
    public func limit(seenFiles: Int) throws(SQLiteFileError) {
        try write { db in
            try db.execute(
                sql: """
                    DELETE FROM file_seen WHERE path IN (
                        SELECT path FROM file_seen ORDER BY time DESC, path LIMIT -1 OFFSET ?)
                    """, arguments: [seenFiles])
        }
    }
}
