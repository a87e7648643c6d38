import Delivery
import Fetching
import Foundation
import LocalServers
import Testing

@testable import DeliverySinks

@Suite("Webhooks") struct WebhookSinkTests {
    @Test("The signature is that of RFC 4231 for its second test case")
    func signature() {
        #expect(
            WebhookSink.signature(Array("what do ya want for nothing?".utf8), Array("Jefe".utf8))
                == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    private func deliver(_ messages: [Message], answer status: String) async throws -> (SinkFailure?, String) {
        let server = try ScriptedServer([
            .readRequest, .send("HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        ])
        defer { server.stop() }
        let sink = try WebhookSink(
            url: server.uri("hook"), at: try #require(HTTPSURI(server.uri("hook"), allowsPlain: true)),
            headers: ["X-Token": "abc"], secret: Array("Jefe".utf8), authorities: [],
            trustSetting: nil, timeout: .seconds(10), userAgent: "test")
        var failure: SinkFailure?
        do throws(SinkFailure) { try await sink.deliver(messages) } catch { failure = error }
        await sink.close()
        return (failure, server.requests)
    }

    @Test("A message of any kind is posted under its identity, signed") func posts() async throws {
        let (failure, request) = try await deliver([message(revision: 2)], answer: "204 No Content")
        #expect(failure == nil)
        #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n"))
        let lines = request.lowercased().components(separatedBy: "\r\n")
        #expect(lines.contains("x-atalaya-delivery: case-7.2"))
        #expect(lines.contains("x-token: abc"))
        #expect(lines.contains { $0.hasPrefix("x-atalaya-signature: sha256=") && $0.utf8.count == 92 })
    }

    @Test(
        "An answer that may change is tried again, another is final",
        arguments: [("503 Busy", false), ("429 Slow", false), ("404 Gone", true), ("301 Moved", true)])
    func answers(status: String, isFinal: Bool) async throws {
        let (failure, _) = try await deliver([message()], answer: status)
        #expect(failure?.isFinal == isFinal)
        #expect(failure?.description.contains("the server answered \(status.prefix(3))") == true)
    }

    @Test("The label does not show the path, which may be the secret") func label() async throws {
        let url = "https://hook.example/T0/secret"
        let sink = try WebhookSink(
            url: url, at: try #require(HTTPSURI(url, allowsPlain: false)), headers: [:], secret: nil, authorities: [],
            trustSetting: nil,
            timeout: .seconds(1), userAgent: "test")
        #expect(sink.name == "webhook:https://hook.example/T0/secret")
        #expect(sink.label.hasPrefix("webhook:hook.example#"))
        await sink.close()
    }
}
