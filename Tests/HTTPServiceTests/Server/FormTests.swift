import Access
import FoundationEssentials
import HTTPTypes
import SecurityEvents
import Synchronization
import TestSupport
import Testing

@testable import HTTPService

/// Forms on their way through a server.
@Suite("Forms of a server") struct FormTests {
    /// The forms that reached a handler.
    private final class Taken: Sendable {
        private let texts = Mutex<[String]>([])
        var all: [String] { texts.withLock { $0 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    private static let pages = PageAnswers(
        error: { error, request in
            ShortAnswer(
                Array("page \(error.message) for \(request.visitor.principal)".utf8), "text/html", status: error.status)
        },
        interrupted: { why, form, request in
            let fields = form.repeatable.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            return ShortAnswer(Array("\(why) \(request.target) \(fields)".utf8), "text/html", status: .forbidden)
        })

    private static func with(
        _ people: People, pages: PageAnswers = pages, limits: HTTPLimits = HTTPLimits(),
        _ body: @Sendable (TestServer, Taken) async throws -> Void
    ) async throws {
        let taken = Taken()
        let access = RouteAccess.granted(AccessQuestion(.change, .alerts, marked: .clear))
        let form: HTTPRoute.Form.Handler = { form, _, context in
            context.record(AccessQuestion(.export, .alerts, marked: .red))
            taken.add("\(context.visitor.principal) \(try form.single("note") ?? "-")")
            return ShortAnswer([], ContentType.text).response
        }
        try await TestServer.with(
            limits: limits, people: people, pages: pages,
            more: { _ in
                [
                    HTTPRoute(
                        page: "/note", access: access, get: { _, _ in throw APIError(.notFound, "no note") },
                        form: .init(access: access, handler: form)),
                    HTTPRoute(
                        page: "/login", access: .public, get: { _, _ in ShortAnswer([], "text/html").response },
                        form: .init(access: .public, check: .origin, handler: form)),
                ]
            }
        ) { server async throws in try await body(server, taken) }
    }

    private static let type = ["Content-Type": "application/x-www-form-urlencoded"]

    private static func cookie(_ secret: Secret) -> [String: String] {
        type.merging(["Cookie": "atalaya=\(secret.text)"]) { $1 }
    }

    @Test("A form is taken with the token of its session, and with no other") func tokens() async throws {
        let people = People()
        let (alice, mallory) = (people.logIn(1, roles: [.analyst]), people.logIn(2, roles: [.analyst]))
        try await Self.with(people) { server, taken async throws in
            func send(_ body: String, _ headers: [String: String] = Self.cookie(alice)) async throws -> RawHTTP.Answer {
                try await server.http.request("/note", method: "POST", headers: headers, body: body)
            }
            #expect(try await send("note=a&csrf=\(alice.formToken)").status == 200)
            let noted = server.log.records.map { "\($0.question.verb) \($0.question.label.rawValue)" }
            #expect(noted == ["change TLP:CLEAR", "export TLP:RED"])
            #expect(Set(server.log.records.map(\.decision.principal)) == [.user("user1")])
            for body in [
                "note=b", "note=b&csrf=", "note=b&csrf=\(mallory.formToken)", "note=b&csrf=\(alice.text)",
                "note=b&password=c&csrf=x",
            ] {
                let answer = try await send(body)
                #expect(answer.status == 403 && answer.text == "otherSession /note note=b", "\(body)")
                #expect(answer.headers["cache-control"] == "no-store")
            }
            #expect(try await send("note=b&csrf=\(alice.formToken)&csrf=x").status == 400)
            #expect(taken.all == ["user user1 a"])
            let foreign = server.log.records.filter { $0.decision.refusal == .foreignForm }
            #expect(foreign.count == 5 && foreign.allSatisfy { $0.decision.principal == .user("user1") })
            // From a page of another site, the right token does not help.
            let elsewhere = Self.cookie(alice).merging(["Origin": "https://evil.example"]) { $1 }
            #expect(try await send("note=b&csrf=\(alice.formToken)", elsewhere).status == 403)
            #expect(taken.all.count == 1)
        }
    }

    @Test("A form that was sent after the session ended is given back") func ended() async throws {
        let people = People()
        let secret = people.logIn(1, roles: [.analyst])
        people.logOut(secret)
        try await Self.with(people) { server, taken async throws in
            let answer = try await server.http.request(
                "/note?a=1", method: "POST", headers: Self.cookie(secret),
                body: "note=long+text&csrf=\(secret.formToken)")
            #expect(answer.status == 403)
            #expect(answer.text == "loginNeeded /note?a=1 note=long text")
            #expect(taken.all.isEmpty)
        }
    }

    @Test("Pages say what is wrong as pages, in place of a page alone") func errors() async throws {
        let people = People()
        let secret = people.logIn(1, roles: [.analyst])
        try await Self.with(people) { server, _ async throws in
            let wants = ["Accept": "text/html", "Cookie": "atalaya=\(secret.text)"]
            let missing = try await server.http.request("/note", headers: wants)
            #expect(missing.status == 404 && missing.text == "page no note for user user1")
            #expect(missing.headers["content-security-policy"]?.contains("script-src 'self'") == true)
            let nowhere = try await server.http.request("/nowhere", headers: wants)
            #expect(nowhere.status == 404 && nowhere.text == "page no such path for anyone")
            let program = try await server.http.request("/nowhere")
            #expect(program.json["error"] as? String == "no such path")
            let login = try await server.http.request("/note", headers: ["Accept": "text/html"])
            #expect(login.status == 303 && login.headers["location"] == "/login?next=/note")
            let wrong = try await server.http.request("/note", method: "DELETE", headers: wants)
            #expect(wrong.status == 405)
        }
    }

    @Test("What is not a form, half a form, and one that is too long reach no handler") func bad() async throws {
        let people = People()
        let secret = people.logIn(1, roles: [.analyst])
        var limits = HTTPLimits()
        limits.formOctets = 1_000
        try await Self.with(people, limits: limits) { server, taken async throws in
            let body = "csrf=\(secret.formToken)&note="
            func status(_ body: String, _ type: String?) async throws -> Int {
                var headers = Self.cookie(secret)
                headers["Content-Type"] = type
                return try await server.http.request("/note", method: "POST", headers: headers, body: body).status
            }
            #expect(try await status(body, nil) == 415)
            #expect(try await status(body, "text/plain") == 415)
            #expect(try await status(body, "multipart/form-data; boundary=a") == 415)
            #expect(try await status(body + "%", Self.type["Content-Type"]) == 400)
            #expect(try await status(body + String(repeating: "a", count: 1_000), Self.type["Content-Type"]) == 413)
            let head =
                "POST /note HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: atalaya=\(secret.text)\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
            // More than is said, in chunks.
            let chunks = (0..<20).map { _ in "64\r\n" + String(repeating: "a", count: 100) + "\r\n" }.joined()
            let long = try await server.http.exchange(
                head + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n")
            #expect(String(decoding: long, as: UTF8.self).hasPrefix("HTTP/1.1 413"))
            #expect(taken.all.isEmpty)
            #expect(try await status(body + "x", "application/x-www-form-urlencoded; charset=utf-8") == 200)
            #expect(taken.all == ["user user1 x"])
        }
    }

    @Test("Half a form is not taken for a whole one") func half() async throws {
        let people = People()
        let secret = people.logIn(1, roles: [.analyst])
        var limits = HTTPLimits()
        limits.requestSeconds = 1
        try await Self.with(people, limits: limits) { server, taken async throws in
            let text = """
                POST /note HTTP/1.1\r\nHost: localhost\r\nCookie: atalaya=\(secret.text)\r
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r
                csrf=\(secret.formToken)&note=half
                """
            let answer = String(decoding: try await server.http.exchange(text), as: UTF8.self)
            // On a busy machine the connection is closed before the answer is made.
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 408"))
            #expect(taken.all.isEmpty)
        }
    }

    @Test("The form of a login needs no session") func login() async throws {
        try await Self.with(People()) { server, taken async throws in
            let answer = try await server.http.request("/login", method: "POST", headers: Self.type, body: "note=a")
            #expect(answer.status == 200)
            let foreign = Self.type.merging(["Sec-Fetch-Site": "cross-site"]) { $1 }
            #expect(
                try await server.http.request("/login", method: "POST", headers: foreign, body: "note=b").status == 403)
            #expect(taken.all == ["anyone a"])
        }
    }
}
