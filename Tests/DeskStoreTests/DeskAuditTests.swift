import Access
import Delivery
import Foundation
import GRDB
import SQLiteFile
import TestSupport
import Testing

@testable import DeskStore

@Suite("The audit in desk.sqlite") struct DeskAuditTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func entry(
        _ minute: Int64, count: Int = 1, client: String = "192.0.2.1", refusal: String? = "unknown-token"
    ) -> AuditEntry {
        let date = Date(timeIntervalSince1970: Double(minute) * 60)
        return AuditEntry(
            minute: minute, first: date, last: date + Double(count), count: count, principal: "anyone", client: client,
            verb: "read", resource: "alerts", label: "TLP:RED", refusal: refusal)
    }

    @Test("Entries come back as they were added, the latest first, also after a restart") func roundTrip() throws {
        let entries = [Self.entry(1), Self.entry(2, client: "2001:db8::1", refusal: nil), Self.entry(3, count: 7)]
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.audit.append(entries)
        try desk.close()
        let again = try DeskDatabase.open(folder: folder.path)
        #expect(try again.audit.entries() == entries.reversed())
        #expect(try again.audit.entries(since: Date(timeIntervalSince1970: 120)).map(\.minute) == [3, 2])
        #expect(try again.audit.entries(onlyRefused: true).map(\.minute) == [3, 1])
        #expect(try again.audit.entries(limit: 1).map(\.minute) == [3])
        try again.close()
    }

    @Test("Equal decisions of one minute count up in one row, others have rows of their own") func counting() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.audit.append([Self.entry(1), Self.entry(1, refusal: nil)])
        try desk.audit.append([Self.entry(1, count: 5), Self.entry(1, client: "192.0.2.2"), Self.entry(2)])
        let entries = try desk.audit.entries().reversed()
        #expect(entries.map(\.count) == [6, 1, 1, 1])
        #expect(entries.first?.last == Date(timeIntervalSince1970: 65))
        try desk.close()
    }

    @Test(
        "A row is neither changed nor removed, also by another program",
        arguments: [
            "UPDATE audit SET client = 'x'", "UPDATE audit SET count = count - 1", "UPDATE audit SET refusal = NULL",
            "UPDATE audit SET count = count + 1, principal = 'x'", "UPDATE audit SET count = count + 1, last = 0",
            "DELETE FROM audit", "DELETE FROM audit WHERE id = 2", "UPDATE audit_horizon SET number = -1",
            "DELETE FROM audit_horizon", "INSERT OR REPLACE INTO audit_horizon VALUES (1, 99, 99)",
            "INSERT OR REPLACE INTO audit VALUES (2, 9, 9, 9, 1, 'a', 'b', 'c', 'd', 'e', NULL)",
        ])
    func immutable(statement: String) throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        let entries = [Self.entry(1, count: 3), Self.entry(2, count: 3)]
        try desk.audit.append(entries)
        try desk.close()
        let other = try DatabaseQueue(path: folder("desk.sqlite"))
        let error = #expect(throws: DatabaseError.self) { try other.write { try $0.execute(sql: statement) } }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER)
        try other.close()
        let again = try DeskDatabase.open(folder: folder.path)
        #expect(try again.audit.entries() == entries.reversed())
        try again.close()
    }

    @Test("Retention removes what is too old and the oldest of too many, and nothing else") func retention() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.audit.append((1...10).map { Self.entry($0) })
        #expect(try desk.audit.retain(since: Date(timeIntervalSince1970: 180), most: 100) == 2)
        #expect(try desk.audit.entries().map(\.minute) == [10, 9, 8, 7, 6, 5, 4, 3])
        #expect(try desk.audit.retain(since: Date(timeIntervalSince1970: 0), most: 3) == 5)
        #expect(try desk.audit.entries().map(\.minute) == [10, 9, 8])
        // A clock that was wrong for a while takes nothing with it.
        try desk.audit.append([Self.entry(-100)])
        #expect(try desk.audit.retain(since: Date(timeIntervalSince1970: 180), most: 100) == 1)
        #expect(try desk.audit.entries().map(\.minute) == [10, 9, 8])
        try desk.close()
    }

    @Test("A file of the schema before gets the audit and keeps what it has") func migration() async throws {
        let file = DatabaseFile(folder("desk.sqlite"), DeskSchema.current.limited(to: 2), DatabaseFile.Options())
        let old = try file.openQueue()
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO message (id, recipient, key, revision, time, severity, class, change, summary, text, record)
                    VALUES (7, 'log', 'a', 1, 2.5, 3, 'squatting', 'raised', 's', 't', '{}')
                    """)
        }
        try old.close()
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.outbox.waiting(for: "log", limit: 9).map(\.id) == [7])
        try desk.audit.append([Self.entry(1)])
        #expect(try desk.audit.entries() == [Self.entry(1)])
        #expect(await desk.check() == nil)
        try desk.close()
    }

    @Test("A backup has the audit, and what is restored can be added to") func backup() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.audit.append([Self.entry(1)])
        try desk.close()
        let backup = try DeskBackup.write(
            of: folder.path, to: folder("backup"), configuration: nil, program: "1",
            at: Date(timeIntervalSince1970: 1_000))
        _ = try backup.restore(to: folder.path)
        let restored = try DeskDatabase.open(folder: folder.path)
        try restored.audit.append([Self.entry(2)])
        #expect(try restored.audit.entries().map(\.minute) == [2, 1])
        try restored.close()
    }
}
