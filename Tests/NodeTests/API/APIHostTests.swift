import Foundation
import TestSupport
import Testing

@testable import Node

/// Which hosts and paths are served, by requests as they come over the wire.
@Suite struct APIHostTests {
    private static func status(_ octets: [UInt8]) -> Int? {
        Int(String(decoding: octets.dropFirst("HTTP/1.1 ".utf8.count).prefix(3), as: UTF8.self))
    }

    /// Status and text of the answer to a request of these lines.
    private static func ask(_ http: RawHTTP, _ lines: String...) async throws -> (status: Int?, text: String) {
        let octets = try await http.exchange(lines.joined(separator: "\r\n") + "\r\nConnection: close\r\n\r\n")
        return (status(octets), String(decoding: octets, as: UTF8.self).lowercased())
    }

    @Test func onlyServedHostsAreAnswered() async throws {
        try await withAPI(APIFixture.serving(), hosts: ["rpki.example.net", "192.0.2.1", "2001:db8::1"]) { http in
            for (host, expected) in [
                ("127.0.0.1", 200), ("127.0.0.1:\(http.port)", 200), ("127.0.0.1:", 200), ("localhost", 200),
                ("LocalHost:1", 200), ("localhost.", 200), ("rpki.example.net", 200), ("RPKI.Example.NET.:443", 200),
                ("192.0.2.1:80", 200), ("[2001:db8::1]", 200), ("[2001:DB8:0::1]:8323", 200),
                ("[::ffff:127.0.0.1]", 200), ("[::ffff:7f00:1]:1", 200),
                ("evil.example", 421), ("127.0.0.2", 421), ("[::1]", 421), ("127.0.0.1.", 421), ("127.1", 421),
                ("2130706433", 421), ("localhost.evil.example", 421), ("rpki.example.net.evil", 421),
                ("rpki.example.net..", 421), ("xn--localhost", 421),
                ("", 400), (":80", 400), ("127.0.0.1:x", 400), ("127.0.0.1:65536", 400), ("127.0.0.1:-1", 400),
                ("::1", 400), ("[::1", 400), ("[127.0.0.1]", 400), ("user@127.0.0.1", 400), ("127.0.0.1/", 400),
                ("127.0.0.1, evil.example", 400), ("[::1]x", 400), ("a b", 400), ("127.0.0.1#", 400),
            ] {
                let answer = try await APIHostTests.ask(http, "GET /version HTTP/1.1", "Host: \(host)")
                #expect(answer.status == expected, "\(host)")
                if expected != 200 { #expect(!answer.text.contains("access-control-allow-origin"), "\(host)") }
                let health = try await APIHostTests.ask(http, "GET /health HTTP/1.1", "Host: \(host)")
                #expect(health.status == expected, "/health of \(host)")
            }
        }
    }

    @Test func oneHostFieldIsNeededFromHTTP11On() async throws {
        try await withAPI(APIFixture.serving()) { http in
            #expect(try await APIHostTests.ask(http, "GET /version HTTP/1.1").status == 400)
            #expect(try await APIHostTests.ask(http, "GET /version HTTP/1.0").status == 200)
            #expect(try await APIHostTests.ask(http, "GET /version HTTP/1.0", "Host: evil.example").status == 421)
            let two = try await APIHostTests.ask(
                http, "GET /version HTTP/1.1", "Host: localhost", "Host: evil.example")
            #expect(two.status == 400)
            let same = try await APIHostTests.ask(http, "GET /version HTTP/1.1", "Host: localhost", "host: localhost")
            #expect(same.status == 400)
        }
    }

    @Test func theHostOfAnAbsoluteTargetCounts() async throws {
        try await withAPI(APIFixture.serving()) { http in
            for (target, host, expected) in [
                ("http://localhost/version", "evil.example", 200), ("HTTP://127.0.0.1:80/version", "x", 200),
                ("https://localhost/version", "localhost", 200), ("http://evil.example/version", "localhost", 421),
                ("http://evil.example", "localhost", 421), ("http:///version", "localhost", 400),
                ("http://user@localhost/version", "localhost", 400), ("ftp://localhost/version", "localhost", 400),
                ("http://localhost", "localhost", 404), ("http://localhost?x", "localhost", 404),
                ("version", "localhost", 400),
            ] {
                let answer = try await APIHostTests.ask(http, "GET \(target) HTTP/1.1", "Host: \(host)")
                #expect(answer.status == expected, "\(target)")
            }
            #expect(try await APIHostTests.ask(http, "GET http://localhost/version HTTP/1.1").status == 400)
        }
    }

    @Test func aPathHasOneSpelling() async throws {
        try await withAPI(MetricsTests.fullState()) { http in
            let plain = try await APIHostTests.ask(
                http, "GET /api/v1/status HTTP/1.1", "Host: localhost", "Origin: https://evil.example")
            #expect(plain.text.contains("access-control-allow-origin: *"))
            for path in [
                "//api/v1/alerts", "/api//v1/alerts", "/api/v1//alerts", "/api/v1/alerts/", "/api/v1/./alerts",
                "/api/v1/x/../alerts", "/%61pi/v1/alerts", "/api%2fv1/alerts", "/api/v1/alert%73", "/API/v1/alerts",
                "/api/v1/alerts;a=b", "/api/v1/alerts%00", "/api/v1/alerts%20", "/api/v1/alerts%3fx",
                "\\api\\v1\\alerts",
                "/api/v1/alerts//x", "/api/v1/alerts/%2e%2e/alerts", "//csv", "/csv/", "/c%73v", "/", "//health",
                "/health/", "*",
            ] {
                for method in ["GET", "HEAD"] {
                    let answer = try await APIHostTests.ask(
                        http, "\(method) \(path) HTTP/1.1", "Host: localhost", "Origin: https://evil.example")
                    #expect(answer.status == 404 || answer.status == 400, "\(path)")
                    #expect(!answer.text.contains("access-control-allow-origin"), "\(path)")
                }
            }
            for path in ["/api/v1/alerts", "/api/v1/alerts?x=1", "/api/v1/alerts/1", "http://localhost/api/v1/alerts"] {
                let answer = try await APIHostTests.ask(
                    http, "GET \(path) HTTP/1.1", "Host: localhost", "Origin: https://evil.example")
                #expect(!answer.text.contains("access-control-allow-origin"), "\(path)")
            }
        }
    }

    @Test func aRefusalComesAfterTheAnswersBeforeItAndEndsTheConnection() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let good = "GET /csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let bad = "GET /csv HTTP/1.1\r\nHost: evil.example\r\n\r\n"
            let text = String(decoding: try await http.exchange(good + good + bad + good), as: UTF8.self)
            #expect(
                text.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) } == ["200", "200", "421"])
        }
    }
}
