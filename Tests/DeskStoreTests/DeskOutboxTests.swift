import Delivery
import Foundation
import GRDB
import SQLiteFile
import TestSupport
import Testing

@testable import DeskStore

@Suite("The outbox in desk.sqlite") struct DeskOutboxTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func message(
        _ key: String, _ revision: Int = 1, to recipient: String = "cert@example.net", pacing: Pacing? = nil
    ) -> Message {
        Message(
            recipient: recipient, key: key, revision: revision, time: Date(timeIntervalSince1970: 5),
            content: MessageContent(
                kind: "notification", change: "opened", severity: 2, summary: "s", text: "t\nu", record: "{\"n\":1}"),
            pacing: pacing)
    }

    @Test("A message of any kind comes back as it was queued, also after a restart, and is queued once")
    func roundTrip() throws {
        let messages = [
            Self.message("case-1", pacing: Pacing(rate: 3, period: 86_400)), Self.message("case-1", 2),
            Self.message("case-1", to: "another", pacing: Pacing(rate: nil, period: 60)),
        ]
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.outbox.enqueue(messages)
        try desk.outbox.enqueue(messages)
        try desk.close()
        let again = try DeskDatabase.open(folder: folder.path)
        #expect(try again.outbox.waiting(for: "cert@example.net", limit: 9).map(\.message) == Array(messages[..<2]))
        #expect(try again.outbox.waiting(for: "another", limit: 9).map(\.message) == [messages[2]])
        #expect(try again.outbox.lengths() == ["cert@example.net": 2, "another": 1])
        try again.close()
    }

    @Test("What became of a message is noted")
    func outcomes() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        try desk.outbox.enqueue((1...3).map { Self.message("a", $0) })
        let ids = try desk.outbox.waiting(for: "cert@example.net", limit: 9).map(\.id)
        try desk.outbox.note(.failed([ids[0]]))
        try desk.outbox.note(.delivered([ids[1]]))
        try desk.outbox.note(.refused([ids[2]], reason: "no such user"))
        let waiting = try desk.outbox.waiting(for: "cert@example.net", limit: 9)
        #expect(waiting.map(\.message.revision) == [1])
        #expect(waiting.map(\.attempts) == [1])
        #expect(try desk.outbox.refused().map(\.reason) == ["no such user"])
        try desk.close()
    }

    @Test("The deliveries of the schema before become messages, with their numbers, attempts and refusals")
    func migration() async throws {
        let path = folder("desk.sqlite")
        let file = DatabaseFile(path, DeskSchema.current.limited(to: 1), DatabaseFile.Options())
        let old = try file.openQueue()
        try await old.write { db in
            for (number, refused) in [(7, "NULL"), (8, "'no'")] {
                try db.execute(
                    sql: """
                        INSERT INTO delivery VALUES
                            (\(number), 'log', 'a', \(number), 3, 2.5, 'raised', 'squatting', 's', 't', '{}', 2, \(refused))
                        """)
            }
        }
        try old.close()
        let desk = try DeskDatabase.open(folder: folder.path)
        let waiting = try #require(try desk.outbox.waiting(for: "log", limit: 9).first)
        #expect(waiting.id == 7)
        #expect(waiting.attempts == 2)
        #expect(
            waiting.message
                == Message(
                    recipient: "log", key: "a", revision: 7, time: Date(timeIntervalSince1970: 2.5),
                    content: MessageContent(
                        kind: "squatting", change: "raised", severity: 3, summary: "s", text: "t", record: "{}")))
        #expect(try desk.outbox.refused().map(\.message.id) == [8])
        try desk.outbox.note(.delivered([7, 8]))
        try desk.outbox.enqueue([Self.message("b", to: "log")])
        #expect(try desk.outbox.waiting(for: "log", limit: 9).map(\.id) == [9], "numbers only grow")
        #expect(await desk.check() == nil)
        try desk.close()
    }
}
