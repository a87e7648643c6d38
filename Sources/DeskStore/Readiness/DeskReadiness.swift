internal import FoundationEssentials
internal import GRDB
public import SQLiteFile

/// The readiness in `desk.sqlite`, day by day.
public struct DeskReadiness: Sendable {
    let database: DatabaseConnection

    /// Keeps what was computed of a day, in the place of what was computed of it before.
    public func record(_ readiness: StoredReadiness) throws(SQLiteFileError) {
        try database.write { db in
            let run = readiness.run
            for table in ["readiness_day", "readiness_economy", "readiness_network"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE day = ?", arguments: [run.day])
            }
            try db.execute(
                sql: "INSERT INTO readiness_day VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    run.day, run.time.timeIntervalSince1970, run.routes, run.vrps, run.hasRegistry, run.delegated,
                ])
            let economy = try db.cachedStatement(
                sql: "INSERT INTO readiness_economy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            for each in readiness.economies {
                try economy.execute(
                    arguments: [each.code, run.day, each.networks, each.ready, each.aspiring, each.aspas]
                        + DeskReadiness.arguments(each.figures))
            }
            let network = try db.cachedStatement(
                sql: "INSERT INTO readiness_network VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            for each in readiness.networks {
                try network.execute(
                    arguments: [Int64(each.asn), run.day, each.economy, each.hasASPA]
                        + DeskReadiness.arguments(each.figures))
            }
        }
    }

    private static func arguments(_ figures: StoredReadiness.Figures) -> StatementArguments {
        [
            figures.routes, figures.valid, figures.invalid, figures.registered, figures.filtering, figures.irr,
            figures.rpki, figures.overall,
        ]
    }

    /// What was computed last; `nil` where nothing was.
    public func latest() throws(SQLiteFileError) -> StoredReadiness? {
        try database.read { db in
            guard
                let run = try Row.fetchOne(db, sql: "SELECT * FROM readiness_day ORDER BY day DESC LIMIT 1")
                    .map(DeskReadiness.run)
            else { return nil }
            return StoredReadiness(
                run: run,
                economies: try Row.fetchAll(
                    db, sql: "SELECT * FROM readiness_economy WHERE day = ? ORDER BY economy", arguments: [run.day]
                ).map(DeskReadiness.economy),
                networks: try Row.fetchAll(
                    db, sql: "SELECT * FROM readiness_network WHERE day = ? ORDER BY asn", arguments: [run.day]
                ).map(DeskReadiness.network))
        }
    }

    /// The days of an economy, in order.
    ///
    /// - Parameter days: The first and the last that count.
    public func trend(
        of economy: String, days: ClosedRange<Int> = 0...Int(Int32.max)
    ) throws(SQLiteFileError) -> [StoredReadiness.Economy] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM readiness_economy WHERE economy = ? AND day BETWEEN ? AND ? ORDER BY day",
                arguments: [economy, days.lowerBound, days.upperBound]
            ).map(DeskReadiness.economy)
        }
    }

    /// The days of a network, in order.
    public func trend(of asn: UInt32) throws(SQLiteFileError) -> [StoredReadiness.Network] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM readiness_network WHERE asn = ? ORDER BY day",
                arguments: [Int64(asn)]
            ).map(DeskReadiness.network)
        }
    }

    /// The networks of an economy on one day, by number.
    public func networks(of economy: String, day: Int) throws(SQLiteFileError) -> [StoredReadiness.Network] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM readiness_network WHERE day = ? AND economy = ? ORDER BY asn",
                arguments: [day, economy]
            ).map(DeskReadiness.network)
        }
    }

    /// The first and the last day of which the networks of an economy are kept, within others; `nil` where there is none.
    public func networkDays(
        of economy: String, within days: ClosedRange<Int>
    ) throws(SQLiteFileError) -> ClosedRange<Int>? {
        try database.read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT min(day) AS first, max(day) AS last FROM readiness_network
                        WHERE day BETWEEN ? AND ? AND economy = ?
                        """, arguments: [days.lowerBound, days.upperBound, economy]),
                let first = try row.cell("first").ifPresent?.number(Int.self),
                let last = try row.cell("last").ifPresent?.number(Int.self), first <= last
            else { return nil }
            return first...last
        }
    }

    /// Removes what is older, and networks of the oldest days where there are too many rows of them; the last day stays.
    ///
    /// - Parameters:
    ///   - since: The first day that is kept.
    ///   - networksSince: The first day of which networks are kept.
    ///   - most: The most rows of networks.
    public func retain(since: Int, networksSince: Int, most: Int) throws(SQLiteFileError) {
        try database.write { db in
            let last =
                try db.cell(sql: "SELECT coalesce(max(day), 0) FROM readiness_day")?.number(Int.self) ?? 0
            for table in ["readiness_day", "readiness_economy"] {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE day < ? AND day < ?", arguments: [since, last])
            }
            let beyond = try db.cell(
                sql: "SELECT day FROM readiness_network ORDER BY day DESC LIMIT 1 OFFSET ?", arguments: [most])
            let first = try beyond.map { try $0.number(Int.self) + 1 } ?? 0
            try db.execute(
                sql: "DELETE FROM readiness_network WHERE day < ? AND day < ?",
                arguments: [max(networksSince, since, first), last])
        }
    }
}
