import HTTPTypes
import Testing

@testable import HTTPService

@Suite("What browsers send: cookies, forms, and where they are sent on to") struct BrowserRequestTests {
    @Test("Cookies cannot be read by scripts or sent by forms of other sites; with TLS, no other host can set them")
    func cookies() {
        #expect(
            BrowserCookie.session.setting("abc", isSecure: true)
                == "__Host-atalaya=abc; Path=/; HttpOnly; SameSite=Lax; Secure")
        #expect(
            BrowserCookie.session.setting("abc", isSecure: false) == "atalaya=abc; Path=/; HttpOnly; SameSite=Lax")
        #expect(
            BrowserCookie.device.setting("abc", isSecure: true)
                == "__Host-atalaya-device=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=34560000")
        for (cookie, isSecure) in [(BrowserCookie.session, true), (.device, false)] {
            #expect(cookie.removing(isSecure: isSecure).hasSuffix("; Max-Age=0"))
            #expect(cookie.removing(isSecure: isSecure).contains("Secure") == isSecure)
        }
    }

    @Test(
        "A cookie is found by its whole name; two different values of one are none",
        arguments: [
            ("atalaya=a", "a"), ("b=c; atalaya=a", "a"), ("atalaya=a; b=c", "a"), ("atalaya=a;b=c", "a"),
            ("atalaya=", ""),
            ("xatalaya=a", nil), ("atalaya-device=a", nil), ("Atalaya=a", nil), ("", nil), ("atalaya", nil),
            ("atalaya=a; atalaya=a", "a"), ("atalaya=a; atalaya=b", nil), ("__Host-atalaya=a", nil), (";;;=;", nil),
        ] as [(String, String?)])
    func cookie(field: String, value: String?) {
        #expect(CookieField.value(of: "atalaya", in: field) == value)
    }

    @Test(
        "A browser is sent on to a path of this node alone",
        arguments: [
            ("/", true), ("/alerts/1?x=%2F%2Fevil&y=1", true), ("/a%20b", true), ("/?next=//evil", true),
            ("//evil", false), ("///evil", false), ("/\\evil", false), ("\\\\evil", false), ("https://evil", false),
            ("evil", false), ("", false), ("/%2fevil", false), ("/%2Fevil", false), ("%2f%2fevil", false),
            ("/%5cevil", false), ("/a/../b", false), ("/./a", false), ("/a/..", false), ("/\t/evil", false),
            ("/%09/evil", false), ("/\n/evil", false), ("/a b", false), ("/é", false), ("javascript:alert(1)", false),
            ("/a#b", false), ("/\"onclick=", false),
        ])
    func paths(text: String, isLocal: Bool) {
        #expect((LocalPath(text) != nil) == isLocal)
        // As it comes from the query of `/login?next=`.
        let again = PercentEncoding.decoded(Array(text.utf8), isForm: true).flatMap { LocalPath($0) }
        if !isLocal { #expect(again == nil, "decoded") }
        if let path = LocalPath(text) {
            #expect(PercentEncoding.decoded(Array(path.parameterValue.utf8), isForm: true) == text)
        }
    }

    @Test("A path has at most 2,048 octets") func longPath() {
        #expect(LocalPath("/" + String(repeating: "a", count: 2_047)) != nil)
        #expect(LocalPath("/" + String(repeating: "a", count: 2_048)) == nil)
    }

    @Test("A form is decoded as browsers encode it") func form() throws {
        let form = try FormFields(Array("a=1&b=caf%C3%A9+con+leche&c=&c=%26%3D&d".utf8), limit: 5)
        #expect(try form.single("a") == "1")
        #expect(try form.single("b") == "café con leche")
        #expect(form.all("c") == ["", "&="])
        #expect(try form.single("d") == "")
        #expect(try form.single("e") == nil)
        #expect(throws: APIError.self) { try form.single("c") }
        #expect(try FormFields([], limit: 5).fields.isEmpty)
    }

    @Test(
        "What is not a form is refused",
        arguments: [
            "a=%", "a=%2", "a=%zz", "a=%ff", "a=\u{e9}", "a b", "a=1&b=2&c=3&d=4&e=5&f=6", "a=\0",
        ])
    func notForms(text: String) {
        let error = #expect(throws: APIError.self) { try FormFields(Array(text.utf8), limit: 5) }
        #expect(error?.status == .badRequest)
    }

    @Test("What is given back after a login has neither passwords nor the token of the former session")
    func repeatable() throws {
        let form = try FormFields(Array("csrf=x&note=a&password=b&newPassword=c&note=d".utf8), limit: 9)
        #expect(form.repeatable.map(\.value) == ["a", "d"])
    }

    @Test("An event cannot be torn into two by what is in it") func events() {
        let event = ServerEvent(name: "alert\nx", data: "a\r\nb\u{2028}c\n\nd", id: "7\n8")
        let lines = String(decoding: event.octets, as: UTF8.self)
        #expect(lines == "id: 78\nevent: alertx\ndata: a\ndata: b\ndata: c\ndata: \ndata: d\n\n")
        #expect(ServerEvent(data: "").octets == Array("data: \n\n".utf8))
    }
}
