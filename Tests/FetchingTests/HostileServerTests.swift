import Fetching
import Foundation
import LocalServers
import TestSupport
import Testing

@Suite("Servers that do not behave")
struct HostileServerTests {
    private var options: HTTPSOptions {
        var options = HTTPSOptions()
        options.allowsPlain = true
        options.policy = .unrestricted
        // Generous, as the machine may be busy with other tests; those that wait for a limit lower it.
        options.limits.connectSeconds = 30
        options.limits.idleSeconds = 60
        options.limits.totalSeconds = 120
        return options
    }

    private func failure(
        _ steps: [ScriptedServer.Step], limit: Int = 1_000_000, _ change: (inout HTTPSOptions) -> Void = { _ in }
    ) async throws -> FetchError.Code? {
        let server = try ScriptedServer(steps)
        defer { server.stop() }
        var options = options
        change(&options)
        return await TestFetch.failure(server.uri("a"), options, limit: limit)
    }

    private static func impatient(_ options: inout HTTPSOptions) {
        options.limits.idleSeconds = 1
    }

    private static let endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"

    @Test("nobody listens")
    func refused() async throws {
        let port = try LocalPort.free()
        #expect(await TestFetch.failure("http://127.0.0.1:\(port)/a", options) == .connect)
    }

    @Test("no such host")
    func unknownHost() async throws {
        let code = await TestFetch.failure("http://no-such-host.invalid/a", options)
        #expect(code == .dns || code == .timeout)
    }

    @Test("no answer after the request")
    func hang() async throws {
        #expect(try await failure([.readRequest, .hang], Self.impatient) == .timeout)
    }

    @Test("no answer while TLS is set up")
    func noHandshake() async throws {
        let server = try ScriptedServer([.hang])
        defer { server.stop() }
        var options = options
        options.limits.connectSeconds = 1
        let code = await TestFetch.failure("https://127.0.0.1:\(server.port)/a", options)
        #expect(code == .timeout || code == .tls)
    }

    @Test("no TLS where TLS must be")
    func plainPort() async throws {
        let server = try ScriptedServer([.send("HTTP/1.1 400 Bad Request\r\n\r\n")])
        defer { server.stop() }
        #expect(await TestFetch.failure("https://127.0.0.1:\(server.port)/a", options) == .tls)
    }

    @Test("half a head, then nothing")
    func halfHead() async throws {
        #expect(
            try await failure([.readRequest, .send("HTTP/1.1 200 OK\r\nContent-"), .hang], Self.impatient) == .timeout)
    }

    @Test("half a body, then nothing")
    func halfBody() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"
        #expect(try await failure([.readRequest, .send(head), .hang], Self.impatient) == .timeout)
        #expect(try await failure([.readRequest, .send(head)]) == .malformed)
    }

    @Test("octets that drip in one by one")
    func drip() async throws {
        let code = try await failure([.readRequest, .send(Self.endless), .drip(100_000, milliseconds: 20)]) {
            $0.limits.graceSeconds = 1
        }
        #expect(code == .slow)
    }

    @Test("a body that never ends, within the time and within the size")
    func endless() async throws {
        let steps: [ScriptedServer.Step] = [.readRequest, .send(Self.endless), .drip(100_000, milliseconds: 2)]
        let time = try await failure(steps) {
            $0.limits.minimumRate = 0
            $0.limits.totalSeconds = 1
        }
        #expect(time == .timeout)
        #expect(try await failure(steps, limit: 10) == .tooLarge)
    }

    @Test("four gigabytes announced")
    func announced() async throws {
        let code = try await failure(
            [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n"), .hang], limit: 2_000_000_000)
        #expect(code == .tooLarge)
    }

    @Test(
        "what is not HTTP, or not what was asked for",
        arguments: [
            ("garbage\r\n\r\n", FetchError.Code.malformed),
            ("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx", .malformed),
            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", .malformed),
            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n", .malformed),
            ("HTTP/1.1 304 Not Modified\r\n\r\n", .status(304)),
            ("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", .redirect),
            ("HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx", .status(206)),
        ])
    func malformed(answer: String, code: FetchError.Code) async throws {
        #expect(try await failure([.readRequest, .send(answer)]) == code)
    }

    @Test(
        "a body of too many members of gzip is refused, also of empty ones",
        arguments: [(3, nil), (4, .tooLarge)] as [(Int, FetchError.Code?)])
    func members(count: Int, code: FetchError.Code?) async throws {
        // RFC 1952: a header, an empty block, its check and length.
        let member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(count * member.count)\r\n\r\n"
        let body = Array((0..<count).map { _ in member }.joined())
        let found = try await failure([.readRequest, .send(head), .octets(body)]) { $0.limits.compressionMembers = 3 }
        #expect(found == code)
    }

    @Test("http is not fetched unless it is allowed")
    func plain() async throws {
        let server = try ScriptedServer([.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")])
        defer { server.stop() }
        #expect(await TestFetch.failure(server.uri("a"), options) == nil)
        var strict = options
        strict.allowsPlain = false
        #expect(await TestFetch.failure(server.uri("a"), strict) == .uri)
    }

    @Test("a proxy is asked to connect, and its refusal is a failure")
    func proxy() async throws {
        let server = try ScriptedServer([.readRequest, .send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")])
        defer { server.stop() }
        var options = options
        options.proxy = HTTPSOptions.Proxy("http://127.0.0.1:\(server.port)")
        #expect(await TestFetch.failure("https://rpki.test/a", options) == .proxy)
    }

    @Test("a file of trust roots that is none is refused at once")
    func trustFile() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("no certificate".utf8), to: "ca.pem")
        for name in ["ca.pem", "missing.pem"] {
            var options = options
            options.trustFiles = [folder(name)]
            let error = #expect(throws: FetchError.self) { try HTTPSFetcher(options: options) }
            #expect(error?.code == .options)
        }
    }

    @Test("a task that is cancelled ends its fetch")
    func cancelled() async throws {
        let server = try ScriptedServer([.readRequest, .hang])
        defer { server.stop() }
        let options = self.options
        let uri = server.uri("a")
        let task = Task { await TestFetch.failure(uri, options) }
        try await eventually { !server.requests.isEmpty }
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test(
        "what is no proxy is refused",
        arguments: ["", "127.0.0.1:8080", "https://127.0.0.1:8080", "http://127.0.0.1:8080/a", "socks://127.0.0.1"])
    func noProxy(text: String) {
        #expect(HTTPSOptions.Proxy(text) == nil)
    }
}
