import Foundation
import HTTPService
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

/// The header fields that every answer has: who may keep it, which pages may read it, what a browser may do with it.
@Suite struct APIHeaderTests {
    /// Paths whose answers belong to a serial, and may be kept as long as they are asked about each time.
    private static let kept =
        PayloadsRoutes.formats.map { "/\($0.rawValue)" } + [
            "/json?select-asn=64496", "/csv?exclude=aspas", "/csv?ta=faro", "/json-delta",
            "/json-delta?session=4711&serial=1",
        ]
    /// Paths whose answers are made anew each time.
    private static let fresh = [
        "/validity?asn=64496&prefix=192.0.2.0/24", "/api/v1/validity/AS64496/192.0.2.0/24", "/api/v1/status",
        "/status", "/metrics", "/version", "/health", "/ready", "/openapi.yaml", "/api/v1/rejections",
        "/api/v1/repositories", "/api/v1/explain/AS64496/192.0.2.0/24",
        // Another serial than the one that is served: it does not wait.
        "/json-delta/notify?session=4711&serial=0",
    ]
    /// Paths of what is for nobody else to see.
    private static let alerts = ["/api/v1/alerts", "/api/v1/alerts/0011223344556677"]

    private static func state() -> NodeState {
        let state = MetricsTests.fullState()
        state.update(watch: WatchState())
        return state
    }

    private func expectCommon(_ answer: RawHTTP.Answer, _ target: String) {
        #expect(answer.headers["x-content-type-options"] == "nosniff", "\(target)")
        #expect(
            answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'", "\(target)")
    }

    @Test(arguments: ["GET", "HEAD"])
    func payloadsMayBeKeptAndAreAskedAboutEachTime(method: String) async throws {
        try await withAPI(Self.state()) { http in
            for target in Self.kept {
                let answer = try await http.request(target, method: method)
                #expect(answer.status == 200, "\(target)")
                #expect(answer.headers["cache-control"] == "no-cache", "\(target)")
                #expect(answer.headers["vary"] == "Accept-Encoding", "\(target)")
                #expect(answer.headers["etag"] != nil && answer.headers["last-modified"] != nil, "\(target)")
                #expect(answer.headers["access-control-allow-origin"] == "*", "\(target)")
                expectCommon(answer, target)
            }
        }
    }

    @Test func anAnswerThatIsKnownAlreadyHasTheFieldsOfTheAnswer() async throws {
        try await withAPI(Self.state()) { http in
            for target in Self.kept {
                let whole = try await http.request(target)
                let known = try await http.request(
                    target, headers: ["If-None-Match": whole.headers["etag"] ?? ""])
                #expect(known.status == 304, "\(target)")
                for name in ["cache-control", "etag", "last-modified", "vary", "access-control-allow-origin"] {
                    #expect(known.headers[name] == whole.headers[name], "\(target) \(name)")
                }
                expectCommon(known, target)
            }
        }
    }

    @Test(arguments: ["GET", "HEAD"])
    func whatIsMadeAnewIsNotKept(method: String) async throws {
        try await withAPI(Self.state()) { http in
            for target in Self.fresh {
                let answer = try await http.request(target, method: method)
                #expect(answer.headers["cache-control"] == "no-store", "\(target)")
                #expect(answer.headers["etag"] == nil, "\(target)")
                #expect(answer.headers["access-control-allow-origin"] == "*", "\(target)")
                expectCommon(answer, target)
            }
            let list = try await http.request("/validity", method: "POST", body: "{\"routes\":[]}")
            #expect(list.status == 200)
            #expect(list.headers["cache-control"] == "no-store")
            #expect(list.headers["access-control-allow-origin"] == "*")
            expectCommon(list, "POST /validity")
        }
    }

    @Test func pagesOfOtherOriginsMayNotReadAlerts() async throws {
        try await withAPI(Self.state()) { http in
            for target in Self.alerts {
                for (method, headers) in [
                    ("GET", [:]), ("HEAD", [:]), ("DELETE", [:]), ("GET", ["Origin": "https://a.test"]),
                ]
                    as [(String, [String: String])]
                {
                    let answer = try await http.request(target, method: method, headers: headers)
                    #expect(answer.headers["access-control-allow-origin"] == nil, "\(method) \(target)")
                    #expect(answer.headers["cache-control"] == "no-store", "\(method) \(target)")
                    expectCommon(answer, target)
                }
            }
            #expect(try await http.request(Self.alerts[0]).status == 200)
            #expect(try await http.request(Self.alerts[1]).status == 404)
        }
    }

    @Test func errorsAreNotKeptAndAreForPagesOnlyWhereThePathIs() async throws {
        try await withAPI(APIFixture.state()) { http in
            for (target, status, isShared) in [
                ("/csv", 503, true), ("/validity?asn=x&prefix=::/0", 400, true), ("/json-delta", 503, true),
                ("/nothing", 404, false), ("/api/v1/alert", 404, false), ("/api/v1/alerts", 404, false),
                ("/api/v1/alerts/", 404, false), ("//csv", 404, false),
            ] {
                let answer = try await http.request(target)
                #expect(answer.status == status, "\(target)")
                #expect(answer.headers["cache-control"] == "no-store", "\(target)")
                #expect((answer.headers["access-control-allow-origin"] == "*") == isShared, "\(target)")
                expectCommon(answer, target)
            }
            let method = try await http.request("/csv", method: "DELETE")
            #expect(method.status == 405)
            #expect(method.headers["cache-control"] == "no-store")
            #expect(method.headers["access-control-allow-origin"] == "*")
        }
    }

    @Test func aRefusedHostGetsNothingThatPagesMayRead() async throws {
        try await withAPI(Self.state()) { http in
            let octets = try await http.exchange(
                "GET /csv HTTP/1.1\r\nHost: elsewhere.test\r\nConnection: close\r\n\r\n")
            let text = String(decoding: octets, as: UTF8.self).lowercased()
            #expect(text.hasPrefix("http/1.1 421"))
            #expect(!text.contains("access-control-allow-origin"))
            #expect(text.contains("cache-control: no-store"))
        }
    }

    @Test func everyRouteIsInOneOfTheLists() async throws {
        let routes = try await APIFixture.state().served()
        let tested = (Self.kept + Self.fresh + Self.alerts).map { $0.split(separator: "?")[0] }
        for route in routes {
            #expect(tested.contains { $0.hasPrefix(route.path) }, "\(route.path)")
            let isAlert = route.path.hasPrefix("/api/v1/alerts")
            #expect(route.kind == (isAlert ? .confidential : .data), "\(route.path)")
            #expect((route.access == .public) == !isAlert, "\(route.path)")
        }
    }
}
