import FoundationEssentials
import HTTPService
import Logging
import ServiceLifecycle
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct APIServiceTests {
    @Test func withoutPayloadsThereIsNothingToAnswerButThatOneShouldComeBack() async throws {
        try await withAPI(APIFixture.state()) { http in
            for target in [
                "/csv", "/json?select-asn=1", "/validity?asn=1&prefix=::/0", "/json-delta", "/health", "/ready",
            ] {
                let answer = try await http.request(target)
                #expect(answer.status == 503, "\(target)")
                #expect(answer.headers["retry-after"] == "30", "\(target)")
                #expect(answer.headers["content-type"] == "application/json", "\(target)")
            }
            for target in ["/status", "/api/v1/status", "/metrics", "/version", "/openapi.yaml"] {
                #expect(try await http.request(target).status == 200, "\(target)")
            }
        }
    }

    @Test func expiredPayloadsAreNotServed() async throws {
        let state = APIFixture.state()
        state.serve(APIFixture.served(expires: 100))
        let clock = TestClock()
        try await withAPI(state, clock: clock) { http in
            #expect(try await http.request("/csv").status == 200)
            #expect(try await http.request("/ready").status == 200)
            clock.set(APIFixture.at(100))
            #expect(try await http.request("/csv").status == 503)
            #expect(try await http.request("/validity?asn=1&prefix=::/0").status == 503)
            let health = try await http.request("/health")
            #expect(health.status == 503)
            #expect(health.json["status"] as? String == "expired")
            #expect(health.json["reason"] is String)
        }
    }

    @Test func staleDataFailHealthAndReadinessAndAreStillServed() async throws {
        let clock = TestClock()
        let state = APIFixture.serving()
        try await withAPI(state, clock: clock) { http in
            clock.set(APIFixture.at(3_600))
            #expect(try await http.request("/health").json["status"] as? String == "ok")
            clock.set(APIFixture.at(3_601))
            for target in ["/health", "/ready"] {
                let answer = try await http.request(target)
                #expect(answer.status == 503)
                #expect(answer.json["status"] as? String == "stale")
            }
            #expect(try await http.request("/csv").status == 200)
            state.serve(APIFixture.served(at: 3_601))
            #expect(try await http.request("/health").status == 200)
        }
    }

    @Test func unknownPathsAndMethodsAreToldApart() async throws {
        try await withAPI(APIFixture.serving()) { http in
            for target in ["/", "/nothing", "/api/v1", "/json-delta/x"] {
                let answer = try await http.request(target)
                #expect(answer.status == 404, "\(target)")
                #expect(answer.json["error"] is String)
            }
            for (target, allowed) in [
                ("/csv", "GET, HEAD"), ("/validity", "GET, HEAD, POST"), ("/api/v1/validity/AS1/::/0", "GET, HEAD"),
            ] {
                let answer = try await http.request(target, method: "DELETE")
                #expect(answer.status == 405, "\(target)")
                #expect(answer.headers["allow"] == allowed)
            }
            #expect(try await http.request("/csv", method: "POST", body: "x").status == 405)
        }
    }

    @Test func aBodyThatDripsIsGivenUp() async throws {
        var limits = APILimits()
        limits.http.requestSeconds = 1
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let octets = try await http.exchange(
                "POST /validity HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
            let text = String(decoding: octets, as: UTF8.self)
            #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 408"))
        }
    }

    @Test func aRequestThatIsNeverFinishedIsClosed() async throws {
        var limits = APILimits()
        limits.http.requestSeconds = 1
        try await withAPI(APIFixture.serving(), limits: limits) { http async throws in
            #expect(try await http.exchange("GET /csv HTTP/1.1\r\nHost:").isEmpty)
            #expect(try await http.exchange("").isEmpty)
        }
    }

    @Test func headerFieldsThatAreTooLongAreRefused() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let long = String(repeating: "a", count: 40_000)
            let octets = try await http.exchange("GET /csv HTTP/1.1\r\nHost: localhost\r\nX: \(long)\r\n\r\n")
            #expect(String(decoding: octets, as: UTF8.self).hasPrefix("HTTP/1.1 4"))
            let target = try await http.exchange(
                "GET /\(long) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(target.isEmpty || String(decoding: target, as: UTF8.self).hasPrefix("HTTP/1.1 4"))
            #expect(try await http.request("/version").text == "1.2.3")
        }
    }

    @Test func whoDoesNotReadItsAnswerIsClosedAndCounted() async throws {
        let comment = String(repeating: "x", count: 1_000)
        var builder = PayloadSetBuilder()
        for number in 0..<20_000 {
            let vrp = APIFixture.vrp("10.\(number >> 8).\(number & 255).0/24 AS1")
            builder.add(vrp, source: .exception(path: "\(number)", comment: "\(number)" + comment))
        }
        let state = APIFixture.state()
        state.serve(APIFixture.served(builder.build()))
        var limits = APILimits()
        limits.http.stalledSeconds = 1
        try await withAPI(state, limits: limits) { http in
            let request = "GET /jsonext HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let whole = try await http.exchange(request)
            #expect(whole.count > 20_000_000)
            #expect(try await http.exchangeLate(request, after: 4).count < whole.count)
            let metrics = try await http.request("/metrics").text
            #expect(metrics.contains("atalaya_http_stalled_connections_total 1\n"))
            #expect(metrics.contains("atalaya_http_open_connections 1\n"))
        }
    }

    @Test func aConnectionBeyondTheLimitTakesThePlaceOfAnIdleOne() async throws {
        var limits = APILimits()
        limits.http.connections = 1
        limits.http.requestSeconds = 2
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let idle = OpenConnection(port: http.port, sending: "GET /csv HTTP/1.1\r\n")
            try await stays(for: .milliseconds(200)) { !idle.isClosed }
            let version = try await http.request("/version")
            #expect(version.status == 200)
            try await eventually { idle.isClosed }
            idle.close()
        }
    }

    @Test func requestsOnOneConnectionAreAnsweredInOrder() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let one = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let last = "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let text = String(decoding: try await http.exchange(one + one + last), as: UTF8.self)
            #expect(text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["200", "200", "404"])
        }
    }

    @Test func severalAddressesAreServedAndAnAddressInUseIsAnError() async throws {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let service = APIService(
            documents: APIFixture.serving().documents(),
            listen: [.init(host: "127.0.0.1", port: 0), .init(host: "127.0.0.1", port: 0)],
            logger: quiet, clock: { APIFixture.start }, onListening: { continuation.yield($0.port) })
        let group = ServiceGroup(configuration: .init(services: [service], logger: quiet))
        let running = Task { try await group.run() }
        var found: [Int] = []
        for await port in ports {
            found.append(port)
            if found.count == 2 { break }
        }
        #expect(Set(found).count == 2)
        for port in found { #expect(try await RawHTTP(port: port).request("/ready").status == 200) }
        let second = APIService(
            documents: APIFixture.serving().documents(), listen: [.init(host: "127.0.0.1", port: found[0])],
            logger: quiet,
            clock: { APIFixture.start })
        await #expect(throws: (any Error).self) { try await second.run() }
        await group.triggerGracefulShutdown()
        try await running.value
        await #expect(throws: RawHTTP.Failure.self) { _ = try await RawHTTP(port: found[0]).request("/ready") }
    }

    @Test func aWaitingRequestDoesNotKeepTheNodeFromEnding() async throws {
        let state = APIFixture.serving()
        let answer = try await withAPI(state) { http in
            let waiting = Task { try await http.request("/json-delta/notify") }
            try await eventually { APIConnectionTests.waiters(state) == 1 }
            return waiting
        }
        _ = try? await answer.value
    }
}
