import Access
import Foundation
import NumberResources
import SecurityEvents
import TestSupport
import Testing

@testable import HTTPService

/// That no answer leaves without the door, however it is made: at once on the connection's thread, by a handler, from a body that
/// is kept; by GET, HEAD and POST; alone and behind others on a connection.
@Suite struct EveryAnswerTests {
    private static let ways = ["/short", "/whole", "/kept", "/item/1", "/item/2"]
    private static let proxy = ["X-Forwarded-For": "203.0.113.1"]

    private static func rules() -> DoorRules {
        var rules = DoorRules()
        rules.policy.loopback = [Grant(.read, TestServer.secrets, upTo: .red)]
        return rules
    }

    @Test func whoMayNotGetsNothing() async throws {
        try await TestServer.with(Self.rules()) { server async throws in
            for (name, status) in [("/loopback", 403), ("/granted", 401)] {
                for way in Self.ways {
                    for method in ["GET", "HEAD"] + (way == "/whole" ? ["POST"] : []) {
                        for more in [[:], ["Accept-Encoding": "gzip"], ["If-None-Match": "*"]] as [[String: String]] {
                            let answer = try await server.http.request(
                                name + way, method: method, headers: Self.proxy.merging(more) { $1 },
                                body: method == "POST" ? "x" : nil)
                            #expect(answer.status == status, "\(method) \(name + way)")
                            #expect(!answer.text.contains("secret "), "\(method) \(name + way)")
                            #expect(answer.headers["etag"] == nil && answer.headers["last-modified"] == nil)
                            #expect(answer.headers["cache-control"] == "no-store")
                            #expect(answer.headers["access-control-allow-origin"] == nil)
                            #expect((answer.headers["www-authenticate"] != nil) == (status == 401))
                            if method != "HEAD" { #expect(answer.json["error"] is String) }
                        }
                    }
                }
            }
            #expect(server.log.records.allSatisfy { $0.decision.refusal == .noCredentials })
            #expect(server.log.records.count == 33)
        }
    }

    @Test func whoMayGetsTheAnswerWithTheFieldsOfItsKind() async throws {
        try await TestServer.with(Self.rules()) { server async throws in
            for name in ["/public", "/loopback", "/granted", "/page"] {
                for way in Self.ways {
                    let answer = try await server.http.request(name + way)
                    #expect(answer.status == (way == "/item/2" ? 404 : 200), "\(name + way)")
                    #expect(answer.text.contains("secret"), "\(name + way)")
                    let isShared = name == "/public"
                    #expect((answer.headers["access-control-allow-origin"] == "*") == isShared, "\(name + way)")
                    let isKept = isShared && way == "/kept"
                    #expect(answer.headers["cache-control"] == (isKept ? "no-cache" : "no-store"), "\(name + way)")
                    #expect(answer.headers["x-content-type-options"] == "nosniff", "\(name + way)")
                    let policy = answer.headers["content-security-policy"]
                    #expect(policy?.contains("style-src 'self'") == (name == "/page"), "\(name + way)")
                }
            }
            #expect(server.log.records.count == 5)
            #expect(server.log.records.allSatisfy { $0.decision.isAllowed && $0.client == "127.0.0.1" })
        }
    }

    @Test func requestsBehindOthersAreDecidedEachForItself() async throws {
        try await TestServer.with(Self.rules()) { server async throws in
            func request(_ path: String, _ fields: String = "") -> String {
                "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
            }
            let proxied = "Via: 1.1 proxy\r\n"
            let octets = try await server.http.exchange(
                request("/public/whole") + request("/granted/short", proxied) + request("/granted/short")
                    + request("/loopback/kept", proxied) + request("/nothing") + request("/public/short")
                    + request("/granted/short", proxied + "Connection: close\r\n"))
            let answers = String(decoding: octets, as: UTF8.self).components(separatedBy: "HTTP/1.1 ").dropFirst()
            #expect(answers.map { $0.prefix(3) } == ["200", "401", "200", "403", "404", "200", "401"])
        }
    }

    @Test func whatHTTPAllowDoesNotNameIsClosedAndCounted() async throws {
        var rules = Self.rules()
        rules.allowed = [try #require(IPPrefix("192.0.2.0/24"))]
        try await TestServer.with(rules) { server async throws in
            let request = "GET /public/short HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            #expect(try await server.http.exchange(request).isEmpty)
            #expect(server.answers.counters.current.refused == 1)
            server.door.use(Self.rules())
            #expect(try await server.http.request("/public/short").status == 200)
        }
    }
}
