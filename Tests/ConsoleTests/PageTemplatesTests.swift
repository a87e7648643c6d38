import Testing

@testable import Console

@Suite("Page templates")
struct PageTemplatesTests {
    /// A view of the frame, as a node fills it.
    static let frame: View = [
        "lang": "en", "title": "T", "styleSheet": "/a.css", "script": "/a.js", "icon": "/i.svg", "live": nil,
        "topic": "",
        "demo": false, "isKnown": true, "search": "", "user": nil, "freshness": [], "hasNavigation": false,
        "navigation": [], "said": nil, "nowISO": "", "nowText": "", "csrf": "", "here": "/", "languages": [],
        "data": nil,
    ]

    private func html(_ text: String, _ view: View) throws -> (html: String, missing: [String]) {
        let templates = try PageTemplates([PageTemplate("page", text, sentences: ["yes": Sentence(same: "yes")])])
        var missing: [String] = []
        let html = templates.html("page", view, frame: PageTemplatesTests.frame, language: .english) {
            missing.append($0)
        }
        return (html, missing)
    }

    @Test(
        "What others wrote does not leave its place",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            // A quote with a combining mark is one character to a library that escapes characters.
            ("\"\u{301} autofocus onfocus=alert(1)", "&quot;\u{301} autofocus onfocus=alert(1)"),
            ("<\u{301}script", "&lt;\u{301}script"), ("'&>", "&#39;&amp;&gt;"),
            ("a\u{202e}b\u{7}", "a\\u{202e}b\\u{7}"),
        ])
    func escaping(value: String, shown: String) throws {
        let (html, _) = try html(#"<p title="{{value}}">{{value}}</p>"#, ["value": .text(value)])
        #expect(html.contains(#"<p title="\#(shown)">\#(shown)</p>"#))
    }

    @Test("Partials escape as pages do")
    func partials() throws {
        let view: View = ["state": .view(StateKind.valid.view("\"\u{301}<"))]
        let (html, missing) = try html("{{#state}}{{>state}}{{/state}}", view)
        #expect(html.contains(#"<span class="st valid">&quot;"# + "\u{301}&lt;</span>"))
        #expect(missing.isEmpty)
    }

    @Test("A name that neither the view nor the sentences have is reported")
    func missingNames() throws {
        let (_, missing) = try html("{{t.yes}} {{t.no}} {{nothing}} {{here}}", [:])
        #expect(missing.sorted() == ["nothing", "t.no"])
    }

    @Test(
        "Templates that could write without escaping are refused",
        arguments: ["{{{a}}}", "{{&a}}", "{{% CONTENT_TYPE: TEXT}}"])
    func refused(text: String) {
        #expect(throws: PageTemplates.Fault.self) { try PageTemplates([PageTemplate("page", text)]) }
    }
}
