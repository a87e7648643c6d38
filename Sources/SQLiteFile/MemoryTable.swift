internal import FoundationEssentials
package import GRDB

/// The table `memory`: octets that a program keeps under a name from run to run, in pieces.
package enum MemoryTable {
    /// The statement that makes it.
    package static let statement = """
        CREATE TABLE memory (
            name TEXT NOT NULL, number INTEGER NOT NULL, octets BLOB NOT NULL, UNIQUE (name, number)) STRICT;
        """

    /// The most octets of one row.
    private static let piece = 1 << 22

    /// Keeps octets under a name, in place of those before.
    package static func keep(_ db: Database, _ octets: [UInt8], as name: String) throws {
        try db.execute(sql: "DELETE FROM memory WHERE name = ?", arguments: [name])
        for (number, start) in stride(from: 0, to: octets.count, by: piece).enumerated() {
            try db.execute(
                sql: "INSERT INTO memory (name, number, octets) VALUES (?, ?, ?)",
                arguments: [name, number, Data(octets[start..<min(start + piece, octets.count)])])
        }
    }

    /// The octets that are kept under a name; empty for none.
    package static func octets(_ db: Database, of name: String) throws -> [UInt8] {
        var octets: [UInt8] = []
        for row in try Row.fetchAll(
            db, sql: "SELECT octets FROM memory WHERE name = ? ORDER BY number", arguments: [name])
        {
            octets.append(contentsOf: try row.cell("octets").octets())
        }
        return octets
    }

    /// Looks at each row.
    ///
    /// - Throws: ``ColumnError``.
    package static func check(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT name, number, typeof(octets) AS type FROM memory")
        while let row = try rows.next() {
            _ = (try row.cell("name").text(), try row.cell("number").count())
            guard try row.cell("type").text() == "blob" else {
                throw ColumnError(column: "octets", found: "an unexpected value")
            }
        }
    }
}
