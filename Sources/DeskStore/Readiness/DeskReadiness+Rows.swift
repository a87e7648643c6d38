internal import FoundationEssentials
internal import GRDB
internal import SQLiteFile

extension DeskReadiness {
    /// Looks at every row as those who use them do.
    static func check(_ db: Database) throws {
        let runs = try Row.fetchCursor(db, sql: "SELECT * FROM readiness_day")
        while let row = try runs.next() { _ = try run(row) }
        let economies = try Row.fetchCursor(db, sql: "SELECT * FROM readiness_economy")
        while let row = try economies.next() { _ = try economy(row) }
        let networks = try Row.fetchCursor(db, sql: "SELECT * FROM readiness_network")
        while let row = try networks.next() { _ = try network(row) }
    }

    static func run(_ row: Row) throws(ColumnError) -> StoredReadiness.Run {
        StoredReadiness.Run(
            day: try row.cell("day").count(), time: try row.cell("time").date(),
            routes: try row.cell("routes").count(), vrps: try row.cell("vrps").count(),
            hasRegistry: try row.cell("registry").flag(), delegated: try row.cell("delegated").text())
    }

    static func economy(_ row: Row) throws(ColumnError) -> StoredReadiness.Economy {
        StoredReadiness.Economy(
            code: try row.cell("economy").text(), day: try row.cell("day").count(),
            networks: try row.cell("networks").count(), ready: try row.cell("ready").count(),
            aspiring: try row.cell("aspiring").count(), aspas: try row.cell("aspas").count(),
            figures: try figures(row))
    }

    static func network(_ row: Row) throws(ColumnError) -> StoredReadiness.Network {
        StoredReadiness.Network(
            asn: try row.cell("asn").number(), day: try row.cell("day").count(),
            economy: try row.cell("economy").text(), hasASPA: try row.cell("aspa").flag(),
            figures: try figures(row))
    }

    private static func figures(_ row: Row) throws(ColumnError) -> StoredReadiness.Figures {
        var figures = StoredReadiness.Figures()
        figures.routes = try row.cell("routes").count()
        figures.valid = try row.cell("valid").count()
        figures.invalid = try row.cell("invalid").count()
        figures.registered = try row.cell("registered").count()
        figures.filtering = try row.cell("filtering").ifPresent?.seconds()
        figures.irr = try row.cell("irr").ifPresent?.seconds()
        figures.rpki = try row.cell("rpki").ifPresent?.seconds()
        figures.overall = try row.cell("overall").ifPresent?.seconds()
        return figures
    }
}
