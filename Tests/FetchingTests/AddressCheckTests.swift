import Fetching
import Foundation
import LocalServers
import NumberResources
import Synchronization
import Testing

/// What CAs and redirects name is connected to only where it is on the public Internet.
@Suite("Addresses are checked before they are connected to") struct AddressCheckTests {
    private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
    private static let here = IPAddress(ipv4: 0x7f00_0001)

    private var options: HTTPSOptions {
        var options = HTTPSOptions()
        options.allowsPlain = true
        return options
    }

    /// A name server for tests: what it says of each host, one answer after the other.
    private final class Names: Sendable {
        private let answers: [String: [[IPAddress]]]
        private let asked = Mutex<[String: Int]>([:])

        init(_ answers: [String: [[IPAddress]]]) { self.answers = answers }

        var count: Int { asked.withLock { $0.values.reduce(0, +) } }

        var lookup: HostLookup {
            HostLookup { (host, _) async throws(HostLookup.Failure) in
                let turn = self.asked.withLock { asked in
                    defer { asked[host, default: 0] += 1 }
                    return asked[host, default: 0]
                }
                guard let answers = self.answers[host], let last = answers.last else {
                    throw .unknown("no such host")
                }
                return turn < answers.count ? answers[turn] : last
            }
        }
    }

    @Test(
        "An address inside is not connected to, however it is spelled",
        arguments: [
            "127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "localhost", "x.localhost",
            "LocalHost.",
        ])
    func literal(host: String) async throws {
        let server = try ScriptedServer([.readRequest, .send(Self.answer)])
        defer { server.stop() }
        let error = await TestFetch.error("http://\(host):\(server.port)/a", options)
        #expect(error?.code == .dubiousHost)
        #expect(error?.code.name == "dubious-host")
        #expect(error?.detail.contains("rpki.allow-internal-hosts") == true)
        #expect(server.connections == 0)
    }

    @Test("Nor is what a name stands for; a host that the operator named is, and what is in an allowed prefix")
    func names() async throws {
        let server = try ScriptedServer([.readRequest, .send(Self.answer)])
        defer { server.stop() }
        let uri = "http://ca.example:\(server.port)/a"
        let names = Names(["ca.example": [[Self.here]]])
        let error = await TestFetch.error(uri, options, lookup: names.lookup)
        #expect(error?.code == .dubiousHost && server.connections == 0)
        var options = options
        options.policy = AddressPolicy(hosts: ["CA.example"])
        #expect(await TestFetch.error(uri, options, lookup: names.lookup) == nil)
        options.policy = AddressPolicy(prefixes: [IPPrefix(Self.here)])
        #expect(await TestFetch.error(uri, options, lookup: names.lookup) == nil)
        options.policy = AddressPolicy()
        options.addresses = ["ca.example": "127.0.0.1"]
        #expect(await TestFetch.error(uri, options, lookup: names.lookup) == nil)
        options.addresses = ["ca.example": "localhost"]
        #expect(await TestFetch.error(uri, options, lookup: names.lookup)?.code == .options)
    }

    @Test("The address that was checked is the one that is connected to, whatever the name server says next")
    func rebinding() async throws {
        let server = try ScriptedServer([.readRequest, .send(Self.answer)])
        defer { server.stop() }
        // No machine answers there (RFC 5737); the name server then says that the host is here.
        let outside = try #require(IPAddress("192.0.2.1"))
        let names = Names(["ca.example": [[outside], [Self.here]]])
        var options = options
        options.policy = AddressPolicy(prefixes: [IPPrefix(outside)])
        options.limits.connectSeconds = 1
        let error = await TestFetch.error("http://ca.example:\(server.port)/a", options, lookup: names.lookup)
        #expect(error?.code == .timeout || error?.code == .connect)
        #expect(names.count == 1 && server.connections == 0)
        #expect(error?.detail.hasPrefix("192.0.2.1: ") == true)
    }

    @Test("Of several addresses, one that answers is used")
    func several() async throws {
        let server = try ScriptedServer([.readRequest, .send(Self.answer)])
        defer { server.stop() }
        let loopback = try #require(IPAddress("::1"))
        let names = Names(["ca.example": [[loopback, Self.here]]])
        var options = options
        options.policy = .unrestricted
        #expect(await TestFetch.error("http://ca.example:\(server.port)/a", options, lookup: names.lookup) == nil)
        options.family = .ipv6
        #expect(await TestFetch.error("http://ca.example:\(server.port)/a", options, lookup: names.lookup) != nil)
    }

    @Test("A redirect of a public host does not lead inside", arguments: ["127.0.0.1", "0x7f000001", "inside.example"])
    func redirect(host: String) async throws {
        let inside = try ScriptedServer([.readRequest, .send(Self.answer)])
        defer { inside.stop() }
        let outside = try ScriptedServer([
            .readRequest,
            .send("HTTP/1.1 302 Found\r\nLocation: http://\(host):\(inside.port)/b\r\nContent-Length: 0\r\n\r\n"),
        ])
        defer { outside.stop() }
        let names = Names(["outside.example": [[Self.here]], "inside.example": [[Self.here]]])
        var options = options
        options.followsAnywhere = true
        options.policy = AddressPolicy(hosts: ["outside.example"])
        let uri = "http://outside.example:\(outside.port)/a"
        #expect(await TestFetch.error(uri, options, lookup: names.lookup)?.code == .dubiousHost)
        #expect(outside.connections == 1 && inside.connections == 0)
        options.policy = .unrestricted
        #expect(await TestFetch.error(uri, options, lookup: names.lookup) == nil)
        options.followsAnywhere = false
        #expect(await TestFetch.error(uri, options, lookup: names.lookup)?.code == .redirect)
    }

    @Test("Through a proxy only what is an address is checked; the proxy is shown name and password")
    func proxy() async throws {
        let proxy = try ScriptedServer([.readRequest, .send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")])
        defer { proxy.stop() }
        var options = options
        options.proxy = HTTPSOptions.Proxy("http://127.0.0.1:\(proxy.port)")
        options.proxy?.credentials = try HTTPSOptions.Proxy.Credentials(decoding: Array("op:se:cret\n".utf8))
        #expect(await TestFetch.failure("https://127.0.0.1/a", options) == .dubiousHost)
        #expect(proxy.connections == 0)
        #expect(await TestFetch.failure("https://no-such-host.invalid/a", options) == .proxy)
        #expect(proxy.requests.hasPrefix("CONNECT no-such-host.invalid:443 HTTP/1.1\r\n"))
        #expect(proxy.requests.lowercased().contains("proxy-authorization: basic "))
        #expect(proxy.requests.contains(Data("op:se:cret".utf8).base64EncodedString()))
    }

    @Test("A proxy is read whole, or refused; an IPv6 address stands in brackets")
    func proxyForms() throws {
        let proxy = try HTTPSOptions.Proxy(parsing: "http://[::1]:3128")
        #expect(proxy.host == "::1" && proxy.port == 3128 && "\(proxy)" == "http://[::1]:3128")
        #expect(try HTTPSOptions.Proxy(parsing: "HTTP://proxy.example/").port == 80)
        let secret = #expect(throws: HTTPSOptions.Proxy.Refusal.self) {
            try HTTPSOptions.Proxy(parsing: "http://op:secret@127.0.0.1:47128")
        }
        #expect(secret?.description.contains("rpki.proxy-credentials") == true)
        #expect(secret?.description.contains("secret@") == false)
        for text in [
            "http://h:1/x", "http://h:1?x=1", "http://h:1#a", "https://h:1", "socks5://h:1", "h:1", "http://",
            "http://:1",
            "http://h:0", "http://h:65536", "http://h h", "http://[::1", "http://[fe80::1%25lo]:1",
            "http://1.2.3.4.5:1",
        ] {
            #expect(throws: HTTPSOptions.Proxy.Refusal.self, "\(text)") { try HTTPSOptions.Proxy(parsing: text) }
        }
        for text in ["", "name", ":x", "a\u{1}:b"] {
            #expect(throws: HTTPSOptions.Proxy.Refusal.self) {
                try HTTPSOptions.Proxy.Credentials(decoding: Array(text.utf8))
            }
        }
    }
}
