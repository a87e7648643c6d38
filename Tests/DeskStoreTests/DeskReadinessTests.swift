import Foundation
import GRDB
import SQLiteFile
import TestSupport
import Testing

@testable import DeskStore

@Suite("Readiness in desk.sqlite") struct DeskReadinessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func figures(_ valid: Int, overall: Double? = 0.5) -> StoredReadiness.Figures {
        var figures = StoredReadiness.Figures()
        (figures.routes, figures.valid, figures.invalid, figures.registered) = (10, valid, 1, 3)
        (figures.filtering, figures.rpki, figures.overall) = (1, 0.25, overall)
        return figures
    }

    private static func readiness(_ day: Int, valid: Int = 5, networks: ClosedRange<UInt32> = 1...3) -> StoredReadiness
    {
        StoredReadiness(
            run: .init(
                day: day, time: Date(timeIntervalSince1970: Double(day) * 86_400 + 60), routes: 30, vrps: 7,
                hasRegistry: true, delegated: "20261129"),
            economies: [
                .init(code: "MU", day: day, networks: 2, ready: 1, aspiring: 1, aspas: 0, figures: figures(valid)),
                .init(
                    code: "ZZ", day: day, networks: 1, ready: 0, aspiring: 0, aspas: 1,
                    figures: figures(0, overall: nil)),
            ],
            networks: networks.map { asn in
                .init(
                    asn: asn, day: day, economy: asn == 3 ? "ZZ" : "MU", hasASPA: asn == 3, figures: figures(valid))
            })
    }

    @Test("What was computed last comes back, also after a restart; a day has one result") func roundTrip() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.readiness.latest() == nil)
        try desk.readiness.record(Self.readiness(20_000))
        try desk.readiness.record(Self.readiness(20_001, valid: 4, networks: 1...9))
        try desk.readiness.record(Self.readiness(20_001, valid: 6))
        try desk.close()
        let again = try DeskDatabase.open(folder: folder.path)
        #expect(try again.readiness.latest() == Self.readiness(20_001, valid: 6))
        #expect(try again.readiness.trend(of: "MU").map(\.figures.valid) == [5, 6])
        #expect(try again.readiness.trend(of: "MU", days: 20_001...20_009).map(\.day) == [20_001])
        #expect(try again.readiness.trend(of: "TO").isEmpty)
        #expect(try again.readiness.trend(of: 3).map(\.day) == [20_000, 20_001])
        #expect(try again.readiness.networks(of: "MU", day: 20_000).map(\.asn) == [1, 2])
        #expect(try again.readiness.networkDays(of: "MU", within: 0...20_000) == 20_000...20_000)
        #expect(try again.readiness.networkDays(of: "MU", within: 20_002...30_000) == nil)
        try again.close()
    }

    @Test("Old days go; networks go sooner, and where there are too many; the last day stays") func retention() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        for day in 1...6 { try desk.readiness.record(Self.readiness(day)) }
        try desk.readiness.retain(since: 2, networksSince: 4, most: 1_000)
        #expect(try desk.readiness.trend(of: "MU").map(\.day) == [2, 3, 4, 5, 6])
        #expect(try desk.readiness.trend(of: 1).map(\.day) == [4, 5, 6])
        // Seven rows are two whole days.
        try desk.readiness.retain(since: 2, networksSince: 0, most: 7)
        #expect(try desk.readiness.trend(of: 1).map(\.day) == [5, 6])
        try desk.readiness.retain(since: 100, networksSince: 100, most: 1)
        #expect(try desk.readiness.latest() == Self.readiness(6))
        try desk.close()
    }

    @Test("A file of the schema before gets the tables of readiness and keeps what it has") func migration()
        async throws
    {
        let file = DatabaseFile(folder("desk.sqlite"), DeskSchema.current.limited(to: 5), DatabaseFile.Options())
        let old = try file.openQueue()
        try await old.write { db in
            try db.execute(
                sql: "INSERT INTO alert_note (alert, time, author, text) VALUES ('a', 1.0, 'ana', 'planned')")
        }
        try old.close()
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.alerts.notes(of: "a").map(\.text) == ["planned"])
        #expect(try desk.readiness.latest() == nil)
        try desk.readiness.record(Self.readiness(1))
        #expect(await desk.check() == nil)
        try desk.close()
    }

    @Test(
        "A value that cannot be is damage",
        arguments: [
            "readiness_day SET routes = -1", "readiness_day SET registry = 2", "readiness_economy SET overall = -0.5",
            "readiness_economy SET networks = -1", "readiness_network SET asn = 4294967296 WHERE asn = 1",
            "readiness_network SET aspa = 5",
        ])
    func damage(change: String) async throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.readiness.record(Self.readiness(1))
        try desk.close()
        let other = try DatabaseQueue(path: folder("desk.sqlite"))
        try await other.write { try $0.execute(sql: "UPDATE " + change) }
        try other.close()
        let again = try DeskDatabase.open(folder: folder.path)
        #expect(await again.check() != nil)
        try again.close()
    }
}
