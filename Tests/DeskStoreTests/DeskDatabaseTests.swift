import Foundation
import GRDB
import SQLiteFile
import TestSupport
import Testing

@testable import DeskStore

@Suite("desk.sqlite: never thrown away") struct DeskDatabaseTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder("desk.sqlite") }

    private static func change(_ number: Int) -> StoredChange {
        let date = Date(timeIntervalSince1970: Double(number))
        return StoredChange(
            alert: StoredAlert(
                id: "alert-\(number)", kind: "squatting", state: "active", severity: 3, peak: 3, raised: date,
                updated: date, revision: 1, summary: "s", text: String(repeating: "text ", count: 40), event: "{}"),
            change: "raised", time: date, sinks: ["log"])
    }

    /// A file of many pages.
    private func fill() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.alerts.record((0..<500).map(Self.change))
        try desk.close()
    }

    @Test("A damaged page costs nothing but the use of the file: it stays as it is, and its page is named")
    func damagedPage() async throws {
        try fill()
        let page = try DamagedPage.overwrite("alert", in: path)
        let before = try folder.octets("desk.sqlite")
        let desk = try DeskDatabase.open(folder: folder.path)
        // What is elsewhere is read, until somebody comes across the page.
        #expect(try desk.alerts.outbox.lengths() == ["log": 500])
        let error = try #require(#expect(throws: SQLiteFileError.self) { try desk.alerts.alerts() })
        guard case .damaged(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(throws: error) { try desk.alerts.record([Self.change(1_000)]) }
        #expect(throws: error) { try desk.alerts.outbox.lengths() }
        var reports = desk.damageReports().makeAsyncIterator()
        #expect(await reports.next() == error)
        let finding = await desk.check()
        #expect("\(String(describing: finding))".contains("Page \(page):"))
        #expect(
            error.remedy(configuration: "/etc/a.yaml")
                == "stop the node and restore a backup: atalaya restore BACKUP --config /etc/a.yaml")
        try desk.close()
        #expect(try folder.octets("desk.sqlite") == before)
        #expect(try folder.names.allSatisfy { $0.hasPrefix("desk.sqlite") && !$0.contains("damaged") })
    }

    @Test("A sound file passes the check, and goes on being used meanwhile")
    func sound() async throws {
        try fill()
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(await desk.check() == nil)
        try desk.alerts.record([Self.change(1_000)])
        #expect(try desk.alerts.alerts().count == 501)
        try desk.close()
    }

    @Test("A file that is not a database is damage, too, and stays")
    func text() throws {
        let octets = Array(String(repeating: "not a database ", count: 100).utf8)
        try folder.write(octets, to: "desk.sqlite")
        let error = #expect(throws: SQLiteFileError.self) { try DeskDatabase.open(folder: folder.path) }
        guard case .damaged(path, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try folder.octets("desk.sqlite") == octets)
    }

    @Test("While one transaction writes, alerts are read as they were before")
    func readers() throws {
        try fill()
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.connection.write { db in
            try db.execute(sql: "DELETE FROM alert")
            #expect(try desk.alerts.alerts(limit: 1_000).count == 500)
        }
        #expect(try desk.alerts.alerts().isEmpty)
        try desk.close()
    }

    @Test("What is written is on the disk with the end of its transaction, and a command waits for another one's")
    func durability() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        let settings = try desk.connection.write { db in
            [
                try Int.fetchOne(db, sql: "PRAGMA synchronous"), try Int.fetchOne(db, sql: "PRAGMA busy_timeout"),
            ]
        }
        // 2 is FULL; milliseconds.
        #expect(settings == [2, 10_000])
        try desk.close()
    }

    @Test("Of a former database, the memory of the detector is taken over, and not that of the validation")
    func formerMemory() throws {
        try FormerNodeDatabase.make(in: folder.path, version: 3)
        try DeskDatabase.takeOver(folder: folder.path)
        let desk = try DeskDatabase.open(existingIn: folder.path)
        let names = try desk.connection.read { try String.fetchAll($0, sql: "SELECT name FROM memory") }
        #expect(names == ["detector"])
        try desk.close()
    }

    @Test("A file of a later version is left alone")
    func newer() throws {
        try fill()
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        #expect(
            throws: SQLiteFileError.newerSchema(path: path, found: 99, known: DeskSchema.current.version)
        ) { try DeskDatabase.open(folder: folder.path) }
    }
}
