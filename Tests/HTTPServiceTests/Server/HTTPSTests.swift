import Fetching
import Foundation
import LocalServers
import TestSupport
import Testing

@testable import HTTPService

/// HTTPS, with certificates that are replaced while the server runs.
@Suite(.enabled(if: LocalProgram.has("openssl"), "openssl makes the certificates"))
struct HTTPSTests {
    private static func files(_ server: TestAuthority.Server) -> ServerTLSFiles {
        ServerTLSFiles(certificate: server.certificate, key: server.key)
    }

    /// How many octets are at `/public/whole`, by a client that trusts one authority and asks for `name`.
    private static func fetch(_ name: String, _ port: Int, trusting authority: String) async throws -> Int {
        var options = HTTPSOptions()
        options.trustFiles = [authority]
        options.addresses = [name: "127.0.0.1"]
        options.limits.connectSeconds = 30
        let fetcher = try HTTPSFetcher(options: options, lookup: .system)
        do {
            let uri = try #require(HTTPSURI("https://\(name):\(port)/public/whole", allowsPlain: false))
            guard case .body(let body) = try await fetcher.get(uri, validators: HTTPSValidators(), limit: 1_000_000)
            else { return 0 }
            let count = try await body.collect().count
            await fetcher.shutdown()
            return count
        } catch {
            await fetcher.shutdown()
            throw error
        }
    }

    @Test func anotherCertificateCountsForNewConnections() async throws {
        let authority = try TestAuthority()
        let file = authority.file
        let (first, second) = (try authority.server("one.test"), try authority.server("two.test"))
        let certificate = try CurrentCertificate(Self.files(first))
        try await TestServer.with(hosts: ["one.test", "two.test"], certificate: certificate) { server async throws in
            let port = server.http.port
            #expect(try await Self.fetch("one.test", port, trusting: file) == 140_000)
            await #expect(throws: FetchError.self) { try await Self.fetch("two.test", port, trusting: file) }
            try certificate.use(Self.files(second))
            #expect(try await Self.fetch("two.test", port, trusting: file) == 140_000)
            await #expect(throws: FetchError.self) { try await Self.fetch("one.test", port, trusting: file) }
        }
        withExtendedLifetime(authority) {}
    }

    @Test func filesThatCannotBeUsedLeaveTheCertificateOfBefore() async throws {
        let authority = try TestAuthority()
        let file = authority.file
        let (first, second) = (try authority.server("one.test"), try authority.server("two.test"))
        let certificate = try CurrentCertificate(Self.files(first))
        try await TestServer.with(hosts: ["one.test"], certificate: certificate) { server async throws in
            let mixed = ServerTLSFiles(certificate: second.certificate, key: first.key)
            #expect(throws: ServerTLSFiles.Fault.self) { try certificate.use(mixed) }
            let missing = ServerTLSFiles(certificate: first.certificate + "-", key: first.key)
            #expect(throws: ServerTLSFiles.Fault.self) { try certificate.use(missing) }
            #expect(try await Self.fetch("one.test", server.http.port, trusting: file) == 140_000)
        }
        withExtendedLifetime(authority) {}
    }

    @Test(.enabled(if: LocalProgram.has("curl"), "curl asks for pages"))
    func pagesSayThatTheyAreEncryptedOnEachThread() async throws {
        let (authority, folder) = (try TestAuthority(), try TemporaryFolder())
        let file = authority.file
        let certificate = try CurrentCertificate(Self.files(try authority.server("one.test")))
        try await TestServer.with(hosts: ["one.test"], certificate: certificate) { server async throws in
            let port = server.http.port
            for path in ["/page/short", "/page/whole", "/public/short"] {
                try LocalProgram.run(
                    "curl",
                    [
                        "-s", "-o", "/dev/null", "-D", "head", "--cacert", file, "--resolve",
                        "one.test:\(port):127.0.0.1",
                    ]
                        + ["https://one.test:\(port)\(path)"], in: folder.path)
                let result = String(decoding: try folder.octets("head"), as: UTF8.self)
                let isPage = path.hasPrefix("/page")
                #expect(result.lowercased().contains("strict-transport-security: max-age=") == isPage, "\(result)")
            }
        }
        withExtendedLifetime(authority) {}
    }

    @Test func plainHTTPIsNotAnsweredThere() async throws {
        let authority = try TestAuthority()
        let certificate = try CurrentCertificate(Self.files(try authority.server("one.test")))
        try await TestServer.with(hosts: [], certificate: certificate) { server async throws in
            let octets = try await server.http.exchange("GET /public/short HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(!String(decoding: octets, as: UTF8.self).contains("secret"))
        }
        withExtendedLifetime(authority) {}
    }
}
