import Access
import FoundationEssentials
import HTTPService
import NumberResources
import TestSupport
import Testing

@testable import Node

/// Who may read alerts, by requests as they come over the wire; all else is public.
@Suite struct APIAccessTests {
    private static let token: AccessToken = {
        var generator = SeededGenerator(7)
        return AccessToken(using: &generator)
    }()

    private static let targets = ["/api/v1/alerts", "/api/v1/alerts/0011223344556677", "/api/v1/alerts?x=1"]

    private static func state() -> NodeState {
        let state = MetricsTests.fullState()
        state.update(watch: WatchState())
        return state
    }

    private static func configuration(expires seconds: Double = 60, scope: [TokenScope] = [.alerts])
        -> HTTPSection
    {
        var configuration = HTTPSection()
        configuration.tokens = [
            .init(name: "soc", hash: TokenHash(of: token), scope: scope, expires: APIFixture.at(seconds))
        ]
        return configuration
    }

    private static let bearer = ["Authorization": "Bearer \(token.text)"]
    private static let proxy = ["X-Forwarded-For": "203.0.113.9"]

    @Test func alertsAreForTheSameMachineAndHoldersOfAToken() async throws {
        try await withAPI(Self.state(), configuration: Self.configuration()) { http async throws in
            for (headers, isAdmitted) in [
                ([:], true), (Self.bearer, true), (Self.proxy, false), (Self.proxy.merging(Self.bearer) { $1 }, true),
                (["Forwarded": "for=127.0.0.1"], false), (["Authorization": "Bearer x"], false),
                (["Authorization": "Basic c29jOng="], false),
            ] as [([String: String], Bool)] {
                for target in Self.targets {
                    for method in ["GET", "HEAD"] {
                        let answer = try await http.request(target, method: method, headers: headers)
                        #expect((answer.status != 401) == isAdmitted, "\(method) \(target) \(headers)")
                        #expect(answer.headers["cache-control"] == "no-store")
                        #expect(answer.headers["access-control-allow-origin"] == nil)
                        guard answer.status == 401 else { continue }
                        #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer realm=\"atalaya\"") == true)
                        if method == "GET" {
                            #expect((answer.json["error"] as? String)?.contains("atalaya config token") == true)
                        }
                    }
                }
            }
        }
    }

    @Test func anExpiredTokenAndOneWithoutScopeAreRefused() async throws {
        let clock = TestClock()
        try await withAPIService(Self.state(), configuration: Self.configuration(), clock: clock) {
            http, service async throws in
            func status() async throws -> Int {
                try await http.request("/api/v1/alerts", headers: Self.bearer).status
            }
            #expect(try await status() == 200)
            clock.set(APIFixture.at(60))
            let expired = try await http.request("/api/v1/alerts", headers: Self.bearer)
            #expect(expired.status == 401)
            #expect((expired.json["error"] as? String)?.hasPrefix("token soc has expired") == true)
            try service.use(Self.configuration(expires: 120, scope: []))
            #expect(try await status() == 403)
            try service.use(Self.configuration(expires: 120))
            #expect(try await status() == 200)
            try service.use(HTTPSection())
            #expect(try await status() == 401)
        }
    }

    @Test func tokensExpireByTheClockOfAccess() async throws {
        let (clock, accessClock) = (TestClock(), TestClock())
        try await withAPIService(
            Self.state(), configuration: Self.configuration(), clock: clock, accessClock: accessClock
        ) { http, _ async throws in
            clock.set(APIFixture.at(60))
            #expect(try await http.request("/api/v1/alerts", headers: Self.bearer).status == 200)
            accessClock.set(APIFixture.at(60))
            #expect(try await http.request("/api/v1/alerts", headers: Self.bearer).status == 401)
        }
    }

    @Test func allElseIsPublic() async throws {
        try await withAPI(Self.state()) { http async throws in
            for target in [
                "/csv", "/validity?asn=64496&prefix=192.0.2.0/24", "/status", "/metrics", "/health", "/openapi.yaml",
                "/api/v1/status", "/api/v1/rejections", "/version",
            ] {
                for headers in [Self.proxy, Self.bearer] {
                    #expect(try await http.request(target, headers: headers).status == 200, "\(target)")
                }
            }
        }
    }

    @Test func pagesOfOtherOriginsReadPublicDataAsConfigured() async throws {
        var configuration = HTTPSection()
        configuration.cors = ["https://portal.example.net"]
        try await withAPI(Self.state(), configuration: configuration) { http async throws in
            for target in ["/csv", "/health", "/api/v1/status", "/api/v1/alerts"] {
                for (origin, isAllowed) in [("https://portal.example.net", true), ("https://evil.example", false)] {
                    let answer = try await http.request(target, headers: ["Origin": origin])
                    let allowed = isAllowed && target != "/api/v1/alerts" ? origin : nil
                    #expect(answer.headers["access-control-allow-origin"] == allowed, "\(target) \(origin)")
                }
            }
            #expect(try await http.request("/csv").headers["vary"] == "Accept-Encoding, Origin")
        }
    }
}
