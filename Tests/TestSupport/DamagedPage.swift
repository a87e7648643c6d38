internal import Foundation
internal import GRDB

/// Damages a page of a database as a bad disk does.
package enum DamagedPage {
    /// Overwrites the first page of a table or index of a file that nothing has open.
    ///
    /// - Returns: The number of the page.
    @discardableResult
    package static func overwrite(_ name: String, in path: String) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        let (page, size) = try queue.writeWithoutTransaction { db in
            _ = try db.checkpoint(.truncate)
            return (
                try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [name]) ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
            )
        }
        try queue.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64((page - 1) * size))
        try file.write(contentsOf: Data(repeating: 0x5a, count: size))
        try file.close()
        return page
    }
}
