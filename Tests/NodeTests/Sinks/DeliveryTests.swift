import Foundation
import Testing

@testable import Node

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
