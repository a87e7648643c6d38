internal import Foundation
internal import GRDB

/// Writes what cannot be into a database: values of another type, and beyond their range.
package enum Corruption {
    /// As SQL.
    package static let values = ["'x'", "x'00ff'", "NULL", "9223372036854775807", "-1", "9e999"]

    /// The columns of a file, table by table.
    package static func columns(_ path: String) throws -> [(table: String, column: String)] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
            return try tables.flatMap { table in try db.columns(in: table).map { (table, $0.name) } }
        }
    }

    /// Sets a column of all rows, whatever the table's own rules are.
    ///
    /// - Returns: Whether SQLite took it: the number of a row is always a number.
    package static func set(_ table: String, _ column: String, to value: String, in path: String) throws -> Bool {
        let rules = try rules(of: table, in: path)
        var loose = rules
        // An index that SQLite made by itself goes with its rule: what is UNIQUE stays.
        for word in [", STRICT", " STRICT", " NOT NULL", " CHECK (id = 1)"] {
            loose = loose.replacingOccurrences(of: word, with: "")
        }
        try write(loose, of: table, in: path)
        let queue = try DatabaseQueue(path: path)
        var isTaken = true
        do {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
                try db.execute(sql: "UPDATE \(table) SET \(column) = \(value)")
                isTaken = db.changesCount > 0
            }
        } catch is DatabaseError {
            isTaken = false
        }
        try queue.close()
        try write(rules, of: table, in: path)
        return isTaken
    }

    private static func rules(of table: String, in path: String) throws -> String {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read {
            try String.fetchOne($0, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [table]) ?? ""
        }
    }

    private static func write(_ rules: String, of table: String, in path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
            try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA writable_schema = ON")
            try db.execute(sql: "UPDATE sqlite_master SET sql = ? WHERE name = ?", arguments: [rules, table])
            try db.execute(sql: "PRAGMA schema_version = \(version + 1)")
            try db.execute(sql: "PRAGMA writable_schema = RESET")
        }
        try queue.close()
    }
}
