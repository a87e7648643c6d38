import Access
import FoundationEssentials
import SecurityEvents
import Synchronization
import TestSupport
import Testing

@testable import HTTPService

@Suite("Event streams") struct EventStreamTests {
    private static func with(
        _ limits: HTTPLimits, _ people: People, _ events: AsyncStream<ServerEvent>,
        _ body: @Sendable (TestServer) async throws -> Void
    ) async throws {
        try await TestServer.with(
            limits: limits, people: people,
            more: { answers in
                [
                    HTTPRoute(
                        page: "/live", access: .granted(AccessQuestion(.read, .alerts, marked: .clear)),
                        renewsSession: false, get: { _, context in try answers.stream(events, context) })
                ]
            }
        ) { server async throws in try await body(server) }
    }

    /// The answer on a connection that stays open until the server closes it.
    private static func open(_ server: TestServer, _ secret: Secret) async throws -> String {
        let text =
            "GET /live HTTP/1.1\r\nHost: localhost\r\nCookie: atalaya=\(secret.text)\r\nConnection: close\r\n\r\n"
        return String(decoding: try await server.http.exchange(text), as: UTF8.self)
    }

    @Test("A stream outlives the limit for requests, and ends with its session") func longLived() async throws {
        var limits = HTTPLimits()
        (limits.requestSeconds, limits.streamBeatSeconds) = (1, 1)
        let people = People()
        let secret = people.logIn(1, roles: [.viewer])
        let (asked, source) = AsyncStream<ServerEvent>.makeStream()
        let taken = Mutex(0)
        let events = AsyncStream<ServerEvent> {
            taken.withLock { $0 += 1 }
            var iterator = asked.makeAsyncIterator()
            return await iterator.next()
        }
        try await Self.with(limits, people, events) { server async throws in
            async let answer = Self.open(server, secret)
            source.yield(ServerEvent(name: "alert", data: "1"))
            // It was handed over, and the next one is awaited.
            try await eventually { taken.withLock { $0 } == 2 }
            try await stays(for: .seconds(4)) { server.answers.streams.taken == 1 }
            source.yield(ServerEvent(name: "alert", data: "2"))
            people.logOut(secret)
            let text = try await answer
            #expect(text.hasPrefix("HTTP/1.1 200") && text.contains("text/event-stream"))
            #expect(text.contains("event: alert\ndata: 1\n\n"))
            #expect(text.contains(":\n\n"), "a sign of life")
            try await eventually { server.answers.streams.taken == 0 }
        }
        #expect(people.uses == 0, "a stream does not keep a session from becoming idle")
    }

    @Test("A session has a few streams, and all have some") func limits() async throws {
        var limits = HTTPLimits()
        (limits.streams, limits.streamsPerSession) = (3, 2)
        let people = People()
        let secrets = (1...3).map { people.logIn(UInt64($0), roles: [.viewer]) }
        let (events, source) = AsyncStream<ServerEvent>.makeStream()
        try await Self.with(limits, people, events) { server async throws in
            try await withThrowingTaskGroup(of: String.self) { group in
                for secret in [secrets[0], secrets[0], secrets[1]] {
                    group.addTask { try await Self.open(server, secret) }
                    let before = server.answers.streams.taken
                    try await eventually { server.answers.streams.taken > before }
                }
                for secret in [secrets[0], secrets[1], secrets[2]] {
                    let text = try await Self.open(server, secret)
                    #expect(text.hasPrefix("HTTP/1.1 503") && text.lowercased().contains("retry-after: 30"))
                }
                source.finish()
                for try await text in group { #expect(text.hasPrefix("HTTP/1.1 200")) }
            }
            try await eventually { server.answers.streams.taken == 0 }
        }
    }

    @Test("A stream ends with the server") func ending() async throws {
        let people = People()
        let secret = people.logIn(1, roles: [.viewer])
        let (events, source) = AsyncStream<ServerEvent>.makeStream()
        var limits = HTTPLimits()
        limits.streamBeatSeconds = 600
        let start = ContinuousClock.now
        try await Self.with(limits, people, events) { server async throws in
            Task { _ = try await Self.open(server, secret) }
            try await eventually { server.answers.streams.taken == 1 }
        }
        #expect(ContinuousClock.now - start < .seconds(300))
        source.finish()
    }
}
