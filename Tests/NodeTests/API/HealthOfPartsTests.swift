import Foundation
import TestSupport
import Testing

@testable import Node

@Suite("Health covers what is configured") struct HealthOfPartsTests {
    @Test("Without the RPKI, no payloads are no failure", arguments: ["/health", "/ready"])
    func withoutPayloads(path: String) async throws {
        let state = NodeState(version: "1", session: 0, started: APIFixture.start, expectsPayloads: false)
        try await withAPI(state) { http in
            let answer = try await http.request(path)
            #expect(answer.status == 200)
            #expect(answer.json["status"] as? String == "ok")
            #expect(answer.json["serial"] is NSNull)
        }
    }

    @Test("With the RPKI they are", arguments: ["/health", "/ready"])
    func withPayloads(path: String) async throws {
        let state = NodeState(version: "1", session: 0, started: APIFixture.start)
        try await withAPI(state) { http in
            let answer = try await http.request(path)
            #expect(answer.status == 503)
            #expect(answer.json["status"] as? String == "absent")
        }
    }
}
