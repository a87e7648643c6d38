package import GRDB

extension DatabaseError {
    /// True if the file is damaged: it is not a complete database, or its contents are impossible.
    ///
    /// We keep our own constraints: where one is violated, the rows are not as we left them. A table or column that is
    /// missing was there when the schema's version was written.
    package var isDamage: Bool {
        switch resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_FORMAT: true
        case .SQLITE_ERROR: message?.hasPrefix("no such ") ?? false
        default: false
        }
    }
}
