import Access
import Foundation
import HTTPTypes
import NIOHTTP1
import NumberResources
import SecurityEvents
import TestSupport
import Testing

@testable import HTTPService

/// The one decision, as a table: which requests get which answer.
@Suite struct DoorTests {
    private static let token: AccessToken = {
        var generator = SeededGenerator(1)
        return AccessToken(using: &generator)
    }()

    private static func door(_ rules: DoorRules = rules()) -> Door {
        let answers = AnswerMaker(limits: HTTPLimits(), clock: { TestServer.now }, onLimit: { _, _ in })
        return Door(
            HTTPRouteTable(TestServer.routes(answers)), rules: rules, log: RecordedAccess(), clock: { TestServer.now })
    }

    private static func rules() -> DoorRules {
        var rules = DoorRules()
        let grant = Grant(.read, TestServer.secrets, upTo: .amber)
        rules.policy = AccessPolicy(
            tokens: TokenTable([
                RegisteredToken(
                    name: "reader", hash: TokenHash(of: token), grants: [grant],
                    expires: TestServer.now.addingTimeInterval(60))
            ]), loopback: [grant])
        return rules
    }

    private static func status(
        _ method: String, _ path: String, from peer: String?, _ fields: [String: String] = [:],
        door: Door = door()
    ) throws -> Int {
        let method = try #require(HTTPRequest.Method(method))
        let peer = try peer.map { try #require(IPAddress($0)) }
        let wire = DoorRequest(
            method: method, target: path, peer: peer, fields: .wire(HTTPHeaders(fields.map { ($0.key, $0.value) })))
        var parsed = HTTPFields()
        for (name, value) in fields { parsed.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value)) }
        let other = DoorRequest(method: method, target: path, peer: peer, fields: .parsed(parsed))
        let statuses = [wire, other].map { request in
            switch door.passage(of: request).outcome {
            case .admitted: 200
            case .refused(let error): error.status.code
            }
        }
        #expect(statuses[0] == statuses[1], "both ways to read fields give the same")
        return statuses[0]
    }

    @Test(
        arguments: [
            // What is public needs nothing, and no token makes it worse.
            ("GET", "/public/short", "203.0.113.1", [:], 200), ("HEAD", "/public/whole?a=1", "203.0.113.1", [:], 200),
            ("POST", "/public/whole", "203.0.113.1", [:], 200), ("POST", "/public/short", "203.0.113.1", [:], 405),
            ("DELETE", "/public/short", "203.0.113.1", [:], 405), ("OPTIONS", "/public/short", "127.0.0.1", [:], 405),
            ("GET", "/public/short", "203.0.113.1", ["Authorization": "Bearer x"], 200),
            ("GET", "/nothing", "203.0.113.1", [:], 404), ("GET", "/public/short/", "127.0.0.1", [:], 404),
            ("GET", "//public/short", "127.0.0.1", [:], 404), ("GET", "/PUBLIC/short", "127.0.0.1", [:], 404),
            ("GET", "*", "127.0.0.1", [:], 404), ("DELETE", "/granted/short", "203.0.113.1", [:], 405),
            // What is for the same machine.
            ("GET", "/loopback/short", "127.0.0.1", [:], 200), ("GET", "/loopback/kept", "127.1.2.3", [:], 200),
            ("POST", "/loopback/whole", "::1", [:], 200), ("GET", "/loopback/item/1", "::ffff:127.0.0.1", [:], 200),
            ("GET", "/loopback/short", "203.0.113.1", [:], 403), ("GET", "/loopback/short", "10.0.0.1", [:], 403),
            ("GET", "/loopback/short", nil, [:], 403),
            ("GET", "/loopback/short", "203.0.113.1", ["Authorization": "Bearer \(token.text)"], 403),
            // What takes a grant.
            ("GET", "/granted/short", "127.0.0.1", [:], 200), ("HEAD", "/granted/kept", "::1", [:], 200),
            ("GET", "/granted/item/1", "127.0.0.1", [:], 200), ("GET", "/granted/short", "203.0.113.1", [:], 401),
            ("POST", "/granted/whole", "203.0.113.1", [:], 401), ("GET", "/granted/item/1", "2001:db8::1", [:], 401),
            ("GET", "/granted/short", nil, [:], 401),
            ("GET", "/granted/short", "203.0.113.1", ["Authorization": "Bearer \(token.text)"], 200),
            ("GET", "/granted/short", "203.0.113.1", ["authorization": "bearer  \(token.text)"], 200),
            ("GET", "/granted/short", "203.0.113.1", ["Authorization": "Basic \(token.text)"], 401),
            ("GET", "/granted/short", "203.0.113.1", ["Authorization": token.text], 401),
            ("GET", "/granted/short", "203.0.113.1", ["Authorization": "Bearer \(token.text)x"], 401),
            ("GET", "/granted/short", "127.0.0.1", ["Authorization": "Bearer x"], 401),
            ("GET", "/granted/short", "127.0.0.1", ["Authorization": ""], 401),
        ] as [(String, String, String?, [String: String], Int)])
    func decisions(method: String, path: String, peer: String?, fields: [String: String], status: Int) throws {
        #expect(try Self.status(method, path, from: peer, fields) == status)
    }

    @Test(arguments: [
        "Forwarded", "X-Forwarded-For", "x-forwarded-for", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via",
        "CF-Connecting-IP", "True-Client-IP", "X-Original-Forwarded-For", "X-Cluster-Client-IP",
    ])
    func behindAProxyOfTheSameMachineNobodyIsOnLoopback(field: String) throws {
        for value in ["203.0.113.1", "127.0.0.1", "for=127.0.0.1", ""] {
            #expect(try Self.status("GET", "/granted/short", from: "127.0.0.1", [field: value]) == 401, "\(value)")
            #expect(try Self.status("GET", "/loopback/short", from: "::1", [field: value]) == 403, "\(value)")
            #expect(try Self.status("GET", "/public/short", from: "127.0.0.1", [field: value]) == 200, "\(value)")
            let withToken = [field: value, "Authorization": "Bearer \(Self.token.text)"]
            #expect(try Self.status("GET", "/granted/short", from: "127.0.0.1", withToken) == 200, "\(value)")
        }
    }

    @Test func onlyAllowedPrefixesMayConnect() throws {
        var rules = Self.rules()
        rules.allowed = try ["192.0.2.0/24", "2001:db8::/32"].map { try #require(IPPrefix($0)) }
        let door = Self.door(rules)
        for (peer, status) in [
            ("192.0.2.1", 200), ("::ffff:192.0.2.1", 200), ("2001:db8::1", 200), ("192.0.3.1", 403), ("127.0.0.1", 403),
            ("2001:db9::1", 403),
        ] {
            #expect(try Self.status("GET", "/public/short", from: peer, door: door) == status, "\(peer)")
            #expect(door.allows(IPAddress(peer)) == (status == 200), "\(peer)")
        }
        door.use(Self.rules())
        #expect(try Self.status("GET", "/public/short", from: "192.0.3.1", door: door) == 200)
    }

    @Test func otherRulesHoldFromTheNextRequestOn() throws {
        let door = Self.door()
        let fields = ["Authorization": "Bearer \(Self.token.text)"]
        #expect(try Self.status("GET", "/granted/short", from: "203.0.113.1", fields, door: door) == 200)
        door.use(DoorRules())
        #expect(try Self.status("GET", "/granted/short", from: "203.0.113.1", fields, door: door) == 401)
        #expect(try Self.status("GET", "/granted/short", from: "127.0.0.1", door: door) == 403)
    }

    @Test func whoIsRefusedIsToldWhatToDo() {
        // Those of logins are no answer of a route.
        let ofLogins: [AccessDecision.Refusal] = [.wrongPassword, .unknownLink]
        for refusal in AccessDecision.Refusal.allCases where !ofLogins.contains(refusal) {
            let error = Door.error(refusal, .token("reader"), TestServer.question)
            #expect(error.status.code == (refusal.asksForCredentials ? 401 : 403))
            #expect((error.headers[.wwwAuthenticate] != nil) == refusal.asksForCredentials)
            let needsNone: [AccessDecision.Refusal] = [.markedHigher, .foreignForm, .tooManyTries]
            #expect(error.message.contains("http.tokens") || needsNone.contains(refusal), "\(error.message)")
        }
    }

    @Test(
        arguments: [
            (SharedOrigins.any, nil, "*", false), (.any, "https://a.test", "*", false),
            (.origins(["https://a.test"]), "https://a.test", "https://a.test", true),
            (.origins(["https://a.test"]), "https://b.test", nil, true), (.origins(["https://a.test"]), nil, nil, true),
            (.origins([]), "https://a.test", nil, false),
        ] as [(SharedOrigins, String?, String?, Bool)])
    func pagesOfOtherOrigins(origins: SharedOrigins, origin: String?, allowed: String?, varies: Bool) throws {
        var rules = Self.rules()
        rules.origins = origins
        let door = Self.door(rules)
        for (path, kind) in [
            ("/public/short", AnswerKind.data), ("/granted/short", .confidential), ("/page/short", .page),
        ] {
            var fields: HTTPFields = [.vary: "Accept-Encoding"]
            door.complete(&fields, of: door.table[path], origin: origin)
            #expect(fields[.accessControlAllowOrigin] == (kind == .data ? allowed : nil), "\(path)")
            #expect(
                fields[.vary] == (kind == .data && varies ? "Accept-Encoding, Origin" : "Accept-Encoding"), "\(path)")
        }
    }

    @Test func cachesAndBrowsersAreToldByKind() {
        for kind in AnswerKind.allCases {
            #expect(kind.cacheControl(hasValidator: false) == "no-store")
            let kept =
                switch kind {
                case .data: "no-cache"
                case .asset: "public, max-age=31536000, immutable"
                case .confidential, .page: "no-store"
                }
            #expect(kind.cacheControl(hasValidator: true) == kept)
            #expect(kind.contentSecurityPolicy.contains("default-src 'none'"))
            #expect(kind.contentSecurityPolicy.contains("frame-ancestors 'none'"))
            #expect(!kind.contentSecurityPolicy.contains("unsafe"))
            #expect(kind.contentSecurityPolicy.contains("script-src 'self'") == (kind == .page))
            #expect(kind.contentSecurityPolicy.contains("style-src 'self'") == (kind == .page))
        }
    }
}
