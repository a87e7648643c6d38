import Access
import FoundationEssentials
import HTTPTypes
import NIOHTTP1
import NumberResources
import SecurityEvents
import TestSupport
import Testing

@testable import HTTPService

/// The door for who has logged in, as a table.
@Suite("The door with sessions") struct SessionDoorTests {
    private static let people = People()
    private static let analyst = people.logIn(1, roles: [.analyst])
    private static let viewer = people.logIn(2, roles: [.viewer])
    private static let over = people.logIn(3, roles: [.analyst], created: TestServer.now.addingTimeInterval(-43_200))
    private static let never: Secret = {
        var generator = SeededGenerator(4)
        return Secret(using: &generator)
    }()

    private static func ok(_: Any, _: Any) -> ShortAnswer { ShortAnswer([], ContentType.text) }

    private static let routes: [HTTPRoute] = {
        let red = RouteAccess.granted(AccessQuestion(.read, .alerts, marked: .red))
        let change = RouteAccess.granted(AccessQuestion(.change, .alerts, marked: .clear))
        let form = HTTPRoute.Form(access: change) { ok($0, $2).response }
        let login = HTTPRoute.Form(access: .public, check: .origin) { ok($0, $2).response }
        return [
            HTTPRoute("/api", access: red, answers: .confidential, described: "", get: { ok($0, $1).response }),
            HTTPRoute(page: "/alerts", access: red, get: { ok($0, $1).response }, form: form),
            HTTPRoute(page: "/alerts/live", access: red, renewsSession: false, get: { ok($0, $1).response }),
            HTTPRoute(page: "/login", access: .public, get: { ok($0, $1).response }, form: login),
            HTTPRoute(asset: "/look.1.css", get: { ok($0, $1).response }),
        ]
    }()

    private static func door(_ people: People? = people, log: RecordedAccess = RecordedAccess()) -> Door {
        var rules = DoorRules()
        rules.policy.loopback = [Grant(.read, .alerts, upTo: .red)]
        rules.proxies = [IPPrefix("192.0.2.128/25"), IPPrefix("2001:db8::/64")].compactMap(\.self)
        rules.ownOrigins = ["https://noc.example.net"]
        return Door(HTTPRouteTable(routes), rules: rules, people: people, log: log, clock: { TestServer.now })
    }

    private static func request(
        _ method: HTTPRequest.Method = .get, _ target: String, from peer: String = "127.0.0.1", tls: Bool = false,
        session: Secret? = nil, _ fields: [String: String] = [:]
    ) -> DoorRequest {
        var headers = HTTPHeaders([("Host", "localhost:8324")] + fields.map { ($0.key, $0.value) })
        if let session {
            let isSecure = tls || fields["X-Forwarded-Proto"] == "https"
            headers.add(name: "Cookie", value: "a=b; \(BrowserCookie.session.name(isSecure: isSecure))=\(session.text)")
        }
        return DoorRequest(
            method: method, target: target, peer: IPAddress(peer), isEncrypted: tls, fields: .wire(headers))
    }

    private static func status(_ request: DoorRequest, _ door: Door = door()) -> Int {
        let passage = door.passage(of: request)
        switch passage.outcome {
        case .admitted: return 200
        case .refused(let error): return Int(door.refusal(error, request, passage).status.code)
        }
    }

    @Test(
        "Who has logged in may what the roles of the account permit",
        arguments: [
            ("/api", analyst, 200), ("/api", viewer, 403), ("/api", over, 401), ("/api", never, 401),
            ("/api", nil, 401),
            ("/alerts", analyst, 200), ("/alerts", viewer, 403), ("/alerts", over, 303), ("/alerts", nil, 303),
            ("/login", nil, 200), ("/login", over, 200), ("/look.1.css", nil, 200), ("/nothing", analyst, 404),
        ] as [(String, Secret?, Int)])
    func roles(path: String, session: Secret?, status: Int) {
        #expect(Self.status(Self.request(.get, path, session: session)) == status)
        #expect(Self.status(Self.request(.get, path, from: "203.0.113.1", tls: true, session: session)) == status)
    }

    @Test("Without accounts, programs of the same machine read alerts; pages take a login in any case") func loopback()
    {
        for door in [Self.door(nil), Self.door(People(isInUse: false))] {
            #expect(Self.status(Self.request(.get, "/api"), door) == 200)
            #expect(Self.status(Self.request(.get, "/alerts"), door) == 303)
        }
        #expect(Self.status(Self.request(.get, "/api")) == 401)
    }

    @Test(
        "A session counts only where nobody between can read it",
        arguments: [
            ("127.0.0.1", false, [:], 200), ("127.0.0.1", true, [:], 200), ("203.0.113.1", true, [:], 200),
            ("203.0.113.1", false, [:], 401), ("127.0.0.1", false, ["X-Forwarded-For": "203.0.113.1"], 401),
            // A proxy that is not trusted cannot say that it is encrypted.
            ("127.0.0.1", false, ["X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "https"], 401),
            ("192.0.2.200", false, ["X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "https"], 200),
            ("192.0.2.200", false, ["X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "http"], 401),
            ("192.0.2.200", false, ["X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "https, http"], 401),
            ("192.0.2.200", false, ["X-Forwarded-For": "203.0.113.1"], 401),
            ("192.0.2.1", false, ["X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "https"], 401),
        ] as [(String, Bool, [String: String], Int)])
    func ways(peer: String, tls: Bool, fields: [String: String], status: Int) {
        #expect(Self.status(Self.request(.get, "/api", from: peer, tls: tls, session: Self.analyst, fields)) == status)
    }

    @Test(
        "Of the addresses that proxies name, the last one that is not a trusted proxy counts",
        arguments: [
            ("203.0.113.1", nil, "203.0.113.1"), ("203.0.113.1", "198.51.100.1", "203.0.113.1"),
            ("192.0.2.200", "198.51.100.1", "198.51.100.1"), ("192.0.2.200", "10.0.0.1, 198.51.100.1", "198.51.100.1"),
            ("192.0.2.200", "198.51.100.1, 192.0.2.201", "198.51.100.1"),
            ("192.0.2.200", "198.51.100.1 ,2001:db8::7", "198.51.100.1"), ("192.0.2.200", "unknown", "192.0.2.200"),
            ("192.0.2.200", "", "192.0.2.200"), ("::ffff:192.0.2.200", "198.51.100.1", "198.51.100.1"),
        ] as [(String, String?, String)])
    func addresses(peer: String, forwarded: String?, client: String) {
        let fields = forwarded.map { ["X-Forwarded-For": $0] } ?? [:]
        let passage = Self.door().passage(of: Self.request(.get, "/login", from: peer, fields))
        #expect(passage.source.address?.unmapped == IPAddress(client))
    }

    @Test(
        "A form is taken from a page of the node alone",
        arguments: [
            // What the browser says, and what becomes of a form with a session and of the form of a login.
            ([:], 200, 200), (["Origin": "http://localhost:8324"], 200, 200),
            (["Origin": "HTTP://LOCALHOST:8324"], 200, 200),
            (["Origin": "http://localhost:8324", "Sec-Fetch-Site": "same-origin"], 200, 200),
            (["Origin": "null", "Sec-Fetch-Site": "same-origin"], 200, 200), (["Sec-Fetch-Site": "none"], 200, 200),
            (["Origin": "https://noc.example.net"], 200, 200),
            // The token of a session decides where the browser says nothing.
            (["Origin": "null"], 200, 403),
            (["Origin": "http://localhost"], 403, 403), (["Origin": "https://localhost:8324"], 403, 403),
            (["Origin": "https://evil.example"], 403, 403),
            (["Origin": "http://localhost:8324.evil.example"], 403, 403),
            (["Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"], 403, 403),
            (["Origin": "http://localhost:8324", "Sec-Fetch-Site": "cross-site"], 403, 403),
            (["Sec-Fetch-Site": "cross-site"], 403, 403), (["Sec-Fetch-Site": "same-site"], 403, 403),
            (["Origin": ""], 403, 403),
        ] as [([String: String], Int, Int)])
    func origins(fields: [String: String], form: Int, login: Int) {
        #expect(Self.status(Self.request(.post, "/alerts", session: Self.analyst, fields)) == form)
        #expect(Self.status(Self.request(.post, "/login", fields)) == login)
        // Who may not, may not from any page.
        #expect(Self.status(Self.request(.post, "/alerts", session: Self.viewer, fields)) == 403)
    }

    @Test(
        "Who has to log in is sent to the login, and back to a path of this node alone",
        arguments: [
            ("/alerts", "/login?next=/alerts"), ("/alerts?a=1&b=%22", "/login?next=/alerts%3Fa%3D1%26b%3D%2522"),
            ("/alerts?next=//evil", "/login?next=/alerts%3Fnext%3D//evil"),
        ])
    func login(target: String, location: String) throws {
        let answer = try #require(Self.door().immediate(Self.request(.get, target)))
        #expect(answer.status == .seeOther)
        #expect(answer.fields[.location] == location)
        #expect(answer.fields[.cacheControl] == "no-store")
    }

    @Test("A request keeps its session from becoming idle, unless it is refused or the page asks by itself") func uses()
    {
        let people = People()
        let session = people.logIn(1, roles: [.analyst])
        let log = RecordedAccess()
        let door = Self.door(people, log: log)
        for (path, uses) in [("/alerts", 1), ("/alerts/live", 1), ("/login", 2), ("/nothing", 2), ("/api", 3)] {
            door.record(door.passage(of: Self.request(.get, path, session: session)))
            #expect(people.uses == uses, "\(path)")
        }
        #expect(log.records.map(\.decision.principal) == Array(repeating: .user("user1"), count: 3))
        people.logOut(session)
        door.record(door.passage(of: Self.request(.get, "/alerts", session: session)))
        #expect(people.uses == 3)
        #expect(log.records.last?.decision == AccessDecision(.anyone, refusal: .endedSession))
    }

    @Test("Pages carry what keeps browsers safe, HSTS where the way is encrypted") func fields() throws {
        let door = Self.door()
        for isSecure in [false, true] {
            var page = HTTPFields()
            door.complete(&page, of: door.table["/alerts"], origin: nil, isSecure: isSecure)
            #expect(
                page[.contentSecurityPolicy]
                    == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            )
            #expect(page[.cacheControl] == "no-store" && page[.xContentTypeOptions] == "nosniff")
            #expect(page[try #require(.init("Referrer-Policy"))] == "no-referrer")
            #expect(page[try #require(.init("Cross-Origin-Opener-Policy"))] == "same-origin")
            #expect(page[try #require(.init("Permissions-Policy"))]?.contains("geolocation=()") == true)
            #expect(page[.strictTransportSecurity] == (isSecure ? "max-age=31536000" : nil))
        }
        var asset: HTTPFields = [.eTag: "\"a\""]
        door.complete(&asset, of: door.table["/look.1.css"], origin: nil)
        #expect(asset[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(asset[.accessControlAllowOrigin] == nil)
    }
}
