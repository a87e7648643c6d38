internal import Crypto
internal import FoundationEssentials
internal import GRDB
internal import SQLiteFile

/// A digest of all that is in the tables of a database: SQLite's own checks do not see an octet of a text that has changed.
enum ContentDigest {
    /// SHA-256 over each table and index as it was made, and each row of each table in the order of their numbers.
    ///
    /// - Parameter table: The table that is left out, in which the digest is kept.
    static func octets(_ db: Database, leavingOut table: String) throws -> [UInt8] {
        var hash = SHA256()
        var tables: [String] = []
        for row in try Row.fetchAll(
            db, sql: "SELECT type, name, sql FROM sqlite_master WHERE name <> ? ORDER BY type, name", arguments: [table]
        ) {
            let name = try row.cell("name").text()
            update(&hash, 4, Array(name.utf8))
            update(&hash, 4, Array(try row.cell("sql").ifPresent?.text().utf8 ?? "".utf8))
            if try row.cell("type").text() == "table" { tables.append(name) }
        }
        for table in tables {
            update(&hash, 4, Array(table.utf8))
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \"\(table)\" ORDER BY rowid")
            while let row = try rows.next() {
                for (_, value) in row {
                    switch value.storage {
                    case .null: update(&hash, 0, [])
                    case .int64(let number): update(&hash, 1, octets(UInt64(bitPattern: number)))
                    case .double(let number): update(&hash, 2, octets(number.bitPattern))
                    case .string(let text): update(&hash, 4, Array(text.utf8))
                    case .blob(let data): update(&hash, 5, Array(data))
                    }
                }
            }
        }
        return Array(hash.finalize())
    }

    /// A value with its kind and length before it, so that no two rows give the same octets.
    private static func update(_ hash: inout SHA256, _ kind: UInt8, _ octets: [UInt8]) {
        hash.update(data: [kind] + self.octets(UInt64(octets.count)))
        hash.update(data: octets)
    }

    private static func octets(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }
}
