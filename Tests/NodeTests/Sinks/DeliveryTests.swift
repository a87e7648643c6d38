import DeskStore
import Foundation
import Testing

@testable import Node

@Suite("When a sink gets what") struct DeliveryPacingTests {
    @Test("Within the rate each goes alone; what is more waits, and goes together")
    func rate() {
        var pacing = DeliveryPacing(rate: 2, period: 60)
        #expect(pacing.next(waiting: 0, at: 0) == .rest)
        #expect(pacing.next(waiting: 5, at: 0) == .single)
        pacing.succeeded(at: 0)
        #expect(pacing.next(waiting: 4, at: 10) == .single)
        pacing.succeeded(at: 10)
        #expect(pacing.next(waiting: 3, at: 20) == .wait(40))
        #expect(pacing.next(waiting: 9, at: 60) == .digest)
        pacing.succeeded(at: 60)
        #expect(pacing.next(waiting: 1, at: 61) == .wait(9))
        #expect(pacing.next(waiting: 1, at: 70) == .single)
    }

    @Test("After a failure it waits twice as long as before, to a bound; a success ends that")
    func retry() {
        var pacing = DeliveryPacing(rate: nil, period: 60, retry: 1...5)
        var waits: [Double] = []
        for _ in 0..<5 {
            pacing.failed(at: 100)
            guard case .wait(let seconds) = pacing.next(waiting: 1, at: 100) else { continue }
            waits.append(seconds)
        }
        #expect(waits == [1, 2, 4, 5, 5])
        pacing.succeeded(at: 200)
        pacing.failed(at: 200)
        #expect(pacing.next(waiting: 1, at: 200) == .wait(1))
        #expect(pacing.next(waiting: 1, at: 201) == .single)
    }
}

@Suite("The file of events") struct EventsFileSinkTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "events-\(UUID().uuidString)").path

    private var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    @Test("Events are lines; one that is there is not written again, and one that was torn is taken off")
    func lines() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sink = EventsFileSink(path: path)
        try await sink.deliver([delivery()])
        try await sink.deliver([delivery(), delivery(revision: 2)])
        #expect(text == "{\"n\":1}\n{\"n\":2}\n")
        try Data((text + "{\"n\":").utf8).write(to: URL(fileURLWithPath: path))
        try await sink.deliver([delivery(revision: 3)])
        #expect(text == "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n")
        try Data("{\"n\":".utf8).write(to: URL(fileURLWithPath: path))
        try await sink.deliver([delivery(revision: 4)])
        #expect(text == "{\"n\":4}\n")
    }

    @Test("A folder that is not there is a failure that may pass")
    func failure() async {
        let error = await #expect(throws: SinkFailure.self) {
            try await EventsFileSink(path: "/nonexistent/events").deliver([delivery()])
        }
        #expect(error?.isFinal == false)
    }
}

@Suite("Webhooks") struct WebhookSinkTests {
    @Test("The signature is that of RFC 4231 for its second test case")
    func signature() {
        #expect(
            WebhookSink.signature(Array("what do ya want for nothing?".utf8), Array("Jefe".utf8))
                == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("One event is the body; several are a list")
    func body() {
        #expect(WebhookSink.body([delivery()]) == "{\"n\":1}")
        #expect(WebhookSink.body([delivery(), delivery(revision: 2)]) == "{\"events\":[{\"n\":1},{\"n\":2}]}")
    }
}
