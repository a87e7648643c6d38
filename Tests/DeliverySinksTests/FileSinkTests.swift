import Delivery
import Foundation
import Testing

@testable import DeliverySinks

@Suite("The file of records") struct FileSinkTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "events-\(UUID().uuidString)").path

    private var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    @Test("Events are lines; one that is there is not written again, and one that was torn is taken off")
    func lines() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sink = FileSink(path: path)
        try await sink.deliver([message()])
        try await sink.deliver([message(), message(revision: 2)])
        #expect(text == "{\"n\":1}\n{\"n\":2}\n")
        try Data((text + "{\"n\":").utf8).write(to: URL(fileURLWithPath: path))
        try await sink.deliver([message(revision: 3)])
        #expect(text == "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n")
        try Data("{\"n\":".utf8).write(to: URL(fileURLWithPath: path))
        try await sink.deliver([message(revision: 4)])
        #expect(text == "{\"n\":4}\n")
    }

    @Test("A folder that is not there is a failure that may pass")
    func failure() async {
        let error = await #expect(throws: SinkFailure.self) {
            try await FileSink(path: "/nonexistent/events").deliver([message()])
        }
        #expect(error?.isFinal == false)
    }
}
