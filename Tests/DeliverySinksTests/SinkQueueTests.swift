import Delivery
import DeliverySinks
import DeskStore
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

/// A sink that takes what a test lets it take, and notes what it was given.
private final class ScriptedSink: MessageSink {
    let name = "scripted"
    private let given = Mutex<[[String]]>([])
    private let answer: @Sendable ([Message]) -> SinkFailure?

    init(_ answer: @escaping @Sendable ([Message]) -> SinkFailure? = { _ in nil }) {
        self.answer = answer
    }

    /// The messages, each with the identities of what is in it.
    var messages: [[String]] { given.withLock { $0 } }

    func deliver(_ deliveries: [Message]) async throws(SinkFailure) {
        given.withLock { $0.append(deliveries.map(\.identity)) }
        if let failure = answer(deliveries) { throw failure }
    }
}

@Suite("The queue of a sink") struct SinkQueueTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-queue-\(UUID().uuidString)")
        .path

    /// A queue of `count` messages about the same; with a rate of one, all but the first come together.
    private func queue(_ sink: ScriptedSink, _ count: Int, rate: Int? = 1) throws -> (SinkQueue, DeskOutbox) {
        let outbox = try DeskDatabase.open(folder: folder).outbox
        try outbox.enqueue(
            (1...count).map { revision in
                Message(
                    recipient: sink.name, key: "a", revision: revision,
                    time: Date(timeIntervalSince1970: Double(revision)),
                    content: MessageContent(
                        kind: "case", change: "updated", severity: 3, summary: "s", text: "t", record: "{}"))
            })
        let queue = SinkQueue(
            sink, pacing: Pacing(rate: rate, period: 600), outbox: outbox,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return (queue, outbox)
    }

    private static func has(_ revision: Int, _ deliveries: [Message]) -> Bool {
        deliveries.contains { $0.revision == revision }
    }

    @Test("A digest of which one is refused for good delivers the others, and puts that one aside") func halves()
        async throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink { Self.has(4, $0) ? .final("413") : nil }
        let (queue, outbox) = try queue(sink, 7)
        await queue.drain(.seconds(60))
        #expect(
            sink.messages == [
                ["a.1"], ["a.2", "a.3", "a.4", "a.5", "a.6", "a.7"], ["a.2", "a.3", "a.4"], ["a.2"], ["a.3", "a.4"],
                ["a.3"], ["a.4"], ["a.5", "a.6", "a.7"],
            ])
        #expect(try outbox.refused().map(\.message.message.identity) == ["a.4"])
        #expect(try outbox.refused().map(\.reason) == ["413"])
        #expect(try outbox.lengths().isEmpty)
        let state = await queue.queue
        #expect(state.delivered == 6)
        #expect(state.refused == 1)
        #expect(state.failure == nil)
    }

    @Test("One that is refused alone is put aside, and the next is tried") func single() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink { Self.has(1, $0) ? .final("no") : nil }
        let (queue, outbox) = try queue(sink, 2, rate: nil)
        await queue.drain(.seconds(60))
        #expect(sink.messages == [["a.1"], ["a.2"]])
        #expect(try outbox.refused().count == 1)
        #expect(await queue.queue.delivered == 1)
    }

    @Test("A failure that may pass keeps all of it in its order, and stops there") func temporary() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink { Self.has(3, $0) ? .temporary("busy") : nil }
        let (queue, outbox) = try queue(sink, 4)
        await queue.drain(.seconds(60))
        #expect(sink.messages == [["a.1"], ["a.2", "a.3", "a.4"]])
        let waiting = try outbox.waiting(for: sink.name, limit: 9)
        #expect(waiting.map(\.message.identity) == ["a.2", "a.3", "a.4"])
        #expect(waiting.map(\.attempts) == [1, 1, 1])
        #expect(await queue.queue.failure == "busy")
        #expect(await queue.queue.failed == 1)
        // After a failure each is tried alone, so that one does not hold up those before it.
        await queue.drain(.seconds(60))
        #expect(sink.messages.dropFirst(2).first == ["a.2"])
        #expect(try outbox.waiting(for: sink.name, limit: 9).first?.message.revision != 2)
    }

    @Test("A failure that may pass in one half leaves that half, and what comes after it") func half() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink { deliveries in
            if deliveries.count > 2 { return .final("413") }
            return Self.has(4, deliveries) ? .temporary("busy") : nil
        }
        let (queue, outbox) = try queue(sink, 5)
        await queue.drain(.seconds(60))
        #expect(sink.messages == [["a.1"], ["a.2", "a.3", "a.4", "a.5"], ["a.2", "a.3"], ["a.4", "a.5"]])
        #expect(try outbox.waiting(for: sink.name, limit: 9).map(\.message.revision) == [4, 5])
        #expect(try outbox.refused().isEmpty)
    }

    @Test("Five hundred go together at the most") func digest() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink()
        let (queue, outbox) = try queue(sink, 502)
        await queue.drain(.seconds(60))
        #expect(sink.messages.map(\.count) == [1, 500, 1])
        #expect(try outbox.lengths().isEmpty)
        #expect(await queue.queue.delivered == 502)
    }

    @Test("Without a rate each goes alone, in order") func alone() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink()
        let (queue, _) = try queue(sink, 5, rate: nil)
        await queue.drain(.seconds(60))
        #expect(sink.messages == (1...5).map { ["a.\($0)"] })
    }

    @Test("A message that comes later wakes the queue, long before it would look again") func wake() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sink = ScriptedSink()
        let (queue, outbox) = try queue(sink, 1, rate: nil)
        let running = Task { await queue.run() }
        try await eventually { sink.messages.count >= 1 }
        try outbox.enqueue([
            Message(
                recipient: sink.name, key: "b", revision: 1, time: Date(timeIntervalSince1970: 9),
                content: MessageContent(
                    kind: "report", change: "made", severity: 0, summary: "s", text: "t", record: "{}"))
        ])
        queue.wake()
        try await eventually { sink.messages.count >= 2 }
        #expect(sink.messages == [["a.1"], ["b.1"]])
        running.cancel()
        await running.value
    }
}
