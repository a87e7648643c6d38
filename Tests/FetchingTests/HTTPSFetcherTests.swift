import Fetching
import Foundation
import LocalServers
import TestSupport
import Testing

@Suite("HTTPS from nginx", .enabled(if: NginxServer.isInstalled, "nginx and openssl are not installed"))
struct HTTPSFetcherTests {
    static let limit = 1_000_000
    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
    }

    private func options(trusting authority: TestAuthority? = nil) -> HTTPSOptions {
        var options = HTTPSOptions()
        options.trustFiles = [(authority ?? self.authority).file]
        options.addresses = ["rpki.test": "127.0.0.1"]
        // Generous, as the machine may be busy with other tests.
        options.limits.connectSeconds = 30
        options.limits.idleSeconds = 60
        return options
    }

    @Test("what is there is fetched, with what to ask by next time; nothing is, as long as it is the same")
    func conditional() async throws {
        let server = try NginxServer(try authority.server())
        let octets = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try server.write(octets, to: "a/b.bin")
        try await TestFetch.with(options()) { fetcher in
            let (body, got) = try await fetcher.whole(server.uri("a/b.bin"), limit: Self.limit)
            #expect(got == octets)
            #expect(body.count == octets.count)
            #expect(body.validators.etag != nil)
            #expect(body.validators.lastModified != nil)
            let uri = try #require(HTTPSURI(server.uri("a/b.bin")))
            let etagOnly = HTTPSValidators(etag: body.validators.etag)
            let timeOnly = HTTPSValidators(lastModified: body.validators.lastModified)
            for validators in [body.validators, etagOnly, timeOnly] {
                guard case .notModified = try await fetcher.get(uri, validators: validators, limit: Self.limit) else {
                    Issue.record("fetched again")
                    return
                }
            }
            try server.write([1, 2, 3], to: "a/b.bin")
            let (_, changed) = try await fetcher.whole(
                server.uri("a/b.bin"), validators: body.validators, limit: Self.limit)
            #expect(changed == [1, 2, 3])
        }
        #expect(
            try server.requests(atLeast: 5)
                == ["200", "304", "304", "304", "200"].map { "GET /a/b.bin \($0)" })
    }

    @Test("a file of several megabytes comes whole, in chunks")
    func large() async throws {
        let server = try NginxServer(try authority.server())
        let octets = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ $0 >> 8) }
        try server.write(octets, to: "large.bin")
        try await TestFetch.with(options()) { fetcher in
            let got = try await fetcher.whole(server.uri("large.bin"), limit: 5_000_000).octets
            #expect(got == octets)
        }
    }

    @Test("a certificate of an authority that is not trusted fails the fetch")
    func unknownAuthority() async throws {
        let server = try NginxServer(try authority.server())
        try server.write([1], to: "a")
        let other = try TestAuthority()
        let error = await TestFetch.error(server.uri("a"), options(trusting: other))
        #expect(error?.code == .tls)
        #expect(
            error?.detail.hasPrefix(
                "the server's certificate is not trusted (its issuer is unknown); rpki.https-ca or the option"
            )
                == true)
        #expect(await TestFetch.failure(server.uri("a"), options()) == nil)
        #expect(try server.requests(atLeast: 1) == ["GET /a 200"])
    }

    @Test("a certificate that has expired fails the fetch")
    func expired() async throws {
        let server = try NginxServer(try authority.server(days: -1))
        try server.write([1], to: "a")
        let error = await TestFetch.error(server.uri("a"), options())
        #expect(error?.code == .tls)
        #expect(error?.detail.contains("it expired on 20") == true)
    }

    @Test(
        "A certificate that names the server's address, or another host, does not name the host that was asked for",
        arguments: ["IP:127.0.0.1", "DNS:other.test,IP:127.0.0.1", "DNS:a.rpki.test", "email:rpki@rpki.test"])
    func otherHost(names: String) async throws {
        let server = try NginxServer(try authority.server("x.test", alternative: names))
        try server.write([1], to: "a")
        let error = await TestFetch.error(server.uri("a"), options())
        #expect(error?.code == .tls)
        #expect(error?.detail.hasPrefix("the server's certificate does not name rpki.test") == true)
        #expect(try server.requests().isEmpty)
    }

    @Test("A certificate names an address by that address, and a host by a wildcard for its first label")
    func named() async throws {
        for (names, host) in [("DNS:other.test,IP:127.0.0.1", "127.0.0.1"), ("DNS:*.test", "rpki.test")] {
            let server = try NginxServer(try authority.server("x.test", alternative: names), name: host)
            try server.write([1], to: "a")
            var options = options()
            options.policy = .unrestricted
            #expect(await TestFetch.error(server.uri("a"), options) == nil)
        }
    }

    @Test("A certificate that is its own issuer says so")
    func selfSigned() async throws {
        let folder = try TemporaryFolder()
        try LocalProgram.run(
            "openssl",
            "req -x509 -nodes -newkey rsa:2048 -subj /CN=rpki.test -days 3 -addext subjectAltName=DNS:rpki.test -keyout k -out c"
                .split(separator: " ").map(String.init), in: folder.path)
        let server = try NginxServer(.init(certificate: folder("c"), key: folder("k")))
        let error = await TestFetch.error(server.uri("a"), options())
        #expect(error?.detail.contains("(it is self-signed); rpki.https-ca or the option") == true)
    }

    @Test("a certificate of another name fails the fetch")
    func otherName() async throws {
        let server = try NginxServer(try authority.server("other.test"))
        try server.write([1], to: "a")
        #expect(await TestFetch.failure(server.uri("a"), options()) == .tls)
    }

    @Test("a redirect within the origin is followed, one to another origin is not")
    func redirects() async throws {
        let other = try NginxServer(try authority.server())
        try other.write([2], to: "file")
        let server = try NginxServer(
            try authority.server(),
            directives: """
                absolute_redirect off;
                location = /same { return 301 /file; }
                location = /twice { return 307 /same; }
                location = /port { return 302 \(other.uri("file")); }
                location = /host { return 302 https://evil.test/file; }
                location = /plain { return 302 http://rpki.test/file; }
                location = /nowhere { return 302 nowhere:; }
                location = /loop { return 302 /loop; }
                """)
        try server.write([1], to: "file")
        try await TestFetch.with(options()) { fetcher in
            for path in ["same", "twice"] {
                let (body, octets) = try await fetcher.whole(server.uri(path), limit: Self.limit)
                #expect(octets == [1])
                #expect(body.uri.description == server.uri("file"))
            }
        }
        for path in ["port", "host", "plain", "nowhere", "loop"] {
            #expect(await TestFetch.failure(server.uri(path), options()) == .redirect, "\(path)")
        }
        #expect(try other.lines().isEmpty)
        #expect(try server.requests(atLeast: 15).count { $0 == "GET /loop 302" } == 6)
    }

    @Test("any other answer than the file is a failure that says which", arguments: [404, 403, 500, 503, 204])
    func status(code: Int) async throws {
        let server = try NginxServer(try authority.server(), directives: "location = /a { return \(code); }")
        #expect(await TestFetch.failure(server.uri("a"), options()) == .status(code))
    }

    @Test("a body larger than the limit is refused, announced or not")
    func tooLarge() async throws {
        let server = try NginxServer(
            try authority.server(), directives: "gzip on; gzip_types *; gzip_min_length 1; gzip_comp_level 1;")
        // Random octets, which do not compress.
        let octets = (0..<200_000).map { _ in UInt8.random(in: 0...255) }
        try server.write(octets, to: "a.bin")
        var plain = options()
        plain.acceptsCompression = false
        #expect(await TestFetch.failure(server.uri("a.bin"), plain, limit: 199_999) == .tooLarge)
        #expect(await TestFetch.failure(server.uri("a.bin"), plain, limit: 200_000) == nil)
        // nginx announces no length of what it compresses.
        #expect(await TestFetch.failure(server.uri("a.bin"), options(), limit: 199_999) == .tooLarge)
        #expect(await TestFetch.failure(server.uri("a.bin"), options(), limit: 200_000) == nil)
    }

    @Test("what was compressed comes as it was; a bomb is refused before it is large")
    func compressed() async throws {
        let server = try NginxServer(
            try authority.server(), directives: "gzip on; gzip_types *; gzip_min_length 1;")
        let text = Array(
            (1...2000).map { "<delta serial=\"\($0)\" uri=\"https://rpki.test/\($0)/delta.xml\"/>\n" }.joined().utf8)
        try server.write(text, to: "notification.xml")
        try server.write(Array(repeating: 0x20, count: 100_000_000), to: "bomb.xml")
        try await TestFetch.with(options()) { fetcher in
            let got = try await fetcher.whole(server.uri("notification.xml"), limit: Self.limit).octets
            #expect(got == text)
        }
        let lines = try server.lines()
        let sent = lines.first?.split(separator: " ").dropFirst(3).first.flatMap { Int($0) } ?? .max
        #expect(sent < text.count / 2, "not compressed: \(lines)")
        #expect(await TestFetch.failure(server.uri("bomb.xml"), options(), limit: .max) == .tooLarge)
    }

    @Test("through a source address, and only with the wanted protocol")
    func families() async throws {
        let server = try NginxServer(try authority.server())
        try server.write([1], to: "a")
        var source = options()
        source.sourceAddress = "127.0.0.2"
        #expect(await TestFetch.failure(server.uri("a"), source) == nil)
        var four = options()
        four.family = .ipv4
        #expect(await TestFetch.failure(server.uri("a"), four) == nil)
        var six = options()
        six.family = .ipv6
        #expect(await TestFetch.failure(server.uri("a"), six) == .connect)
    }

    @Test("many files at once over few connections")
    func concurrent() async throws {
        let server = try NginxServer(try authority.server())
        for index in 0..<20 { try server.write([UInt8(index)], to: "\(index)") }
        try await TestFetch.with(options()) { fetcher in
            let octets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for index in 0..<20 {
                    let uri = server.uri("\(index)")
                    group.addTask { try await fetcher.whole(uri, limit: 10).octets }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(octets.sorted() == Array(0..<20))
        }
    }
}
