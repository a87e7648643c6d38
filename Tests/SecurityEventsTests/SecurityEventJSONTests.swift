import NumberResources
import SecurityEvents
import Testing

@Suite("Security events as JSON") struct SecurityEventJSONTests {
    private static func time(_ text: String) throws -> EventTime {
        try #require(EventTime(text))
    }

    private static func event() throws -> SecurityEvent {
        let address = try #require(IPAddress("192.0.2.1"))
        let prefix = try #require(IPPrefix("2001:db8::/32"))
        let domain = try #require(DomainName("C2.Example.NET."))
        var event = SecurityEvent(
            .c2Server, identifier: "mirai",
            source: EventSource(
                name: "sensor 3", reliability: .usually, credibility: .confirmed, reference: "https://example.net/7"),
            tlp: .amberStrict, observed: try time("2026-03-16T07:00:00Z"),
            lastObserved: try time("2026-03-16T07:10:00.25Z"), reported: try time("2026-03-16T08:00:00+00:30"),
            severity: .high, summary: "“quoted” \\ \u{1}",
            evidence: [
                EventEvidence(kind: "log-line", value: "x", time: try time("2026-03-16T07:00:00Z"), origin: "a")
            ],
            attributes: ["b": "2", "a": "1"])
        event.subjects = [
            EventSubject(.port(.tcp, 443), .source), EventSubject(.address(address), .source),
            EventSubject(.domain(domain), .source), EventSubject(.asn(64_496), .target),
            EventSubject(.prefix(prefix), .target), EventSubject(.address(address), .source),
            EventSubject(.device(.init(name: "cam-1", vendor: "Acme", product: "Eye", version: "1.0")), .related),
        ]
        event.occurrence = "2026-03-16"
        return event
    }

    private static let golden =
        #"{"version":1,"id":"IDENTITY","class":"malicious-code","type":"c2-server","identifier":"mirai","subjects":["#
        + #"{"role":"source","kind":"address","value":"192.0.2.1"},{"role":"source","kind":"domain","value":"c2.example.net"},"#
        + #"{"role":"source","kind":"port","value":"tcp/443"},{"role":"target","kind":"prefix","value":"2001:db8::/32"},"#
        + #"{"role":"target","kind":"asn","value":"AS64496"},{"role":"related","kind":"device","value":"cam-1","#
        + #""vendor":"Acme","product":"Eye","version":"1.0"}],"occurrence":"2026-03-16","observed":"2026-03-16T07:00:00Z","#
        + #""lastObserved":"2026-03-16T07:10:00.25Z","reported":"2026-03-16T07:30:00Z","source":{"name":"sensor 3","#
        + #""reliability":"B","credibility":1,"reference":"https://example.net/7"},"tlp":"TLP:AMBER+STRICT","#
        + #""severity":"high","summary":"“quoted” \\ \u0001","evidence":[{"kind":"log-line","value":"x","#
        + #""time":"2026-03-16T07:00:00Z","origin":"a"}],"attributes":{"a":"1","b":"2"}}"#

    @Test("one canonical text, which reads as the same event") func golden() throws {
        let event = try SecurityEventJSONTests.event()
        let text = SecurityEventJSONTests.golden.replacing("IDENTITY", with: event.identity)
        #expect(event.json() == text)
        #expect(try SecurityEvent(json: text) == event)
        #expect(try SecurityEvent(json: Array(text.utf8)) == event)
    }

    @Test("the identity is known, and the same for other times, evidence and severity") func identity() throws {
        let event = try SecurityEventJSONTests.event()
        #expect(event.identity == "f48f5994b4b04ed2de8cd0e197548e2fca7a97f5f77096fa2c4809dcc3c7dd1f")
        var later = event
        later.reported = try SecurityEventJSONTests.time("2027-01-01T00:00:00Z")
        later.evidence = []
        later.severity = nil
        later.tlp = .clear
        later.subjects.reverse()
        #expect(later.identity == event.identity)
        later.occurrence = "2026-03-17"
        #expect(later.identity != event.identity)
    }

    @Test("members that are not known are kept, wherever they stand") func unknownMembers() throws {
        let text =
            #"{"version":1,"class":"test","type":"test","observed":"2026-01-01T00:00:00Z","reported":"2026-01-01T00:00:00Z","#
            + #""subjects":[{"role":"source","kind":"asn","value":"64496","later":[1.50e3,null]}],"source":{"name":"n","#
            + #""reliability":"F","credibility":6,"x":{"b":true,"a":-0}},"tlp":"TLP:CLEAR","evidence":[{"kind":"k","value":"","#
            + #""y":"\ud83d\ude00"}],"zz":1,"new":{"deep":[[]]}}"#
        let event = try SecurityEvent(json: text)
        let written = event.json()
        #expect(written.contains(#""later":[1.50e3,null]"#))
        #expect(written.contains(#""x":{"a":-0,"b":true}"#))
        #expect(written.contains(#""y":"😀""#))
        #expect(written.hasSuffix(#","new":{"deep":[[]]},"zz":1}"#))
        #expect(try SecurityEvent(json: written) == event)
        #expect(try SecurityEvent(json: written).json() == written)
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        let name: String
        let old: String
        let new: String
        let code: SecurityEventError.Code
        let path: String
        var testDescription: String { name }

        init(_ name: String, _ old: String, _ new: String, _ code: SecurityEventError.Code, at path: String = "") {
            self.name = name
            self.old = old
            self.new = new
            self.code = code
            self.path = path
        }
    }

    static let broken = [
        Broken("version", #""version":1,"id""#, #""version":2,"id""#, .version, at: "version"),
        Broken("no version", #""version":1,"id""#, #""id""#, .missing, at: "version"),
        Broken("class", "malicious-code", "malicious", .value, at: "class"),
        Broken("type of another class", #""c2-server""#, #""spam""#, .value, at: "type"),
        Broken("identity", #""identifier":"mirai""#, #""identifier":"gafgyt""#, .identity, at: "id"),
        Broken("address", "192.0.2.1", "192.0.2.256", .value, at: "subjects[0].value"),
        Broken("host bits", "2001:db8::/32", "2001:db8::1/32", .value, at: "subjects[3].value"),
        Broken("port", "tcp/443", "tcp/+443", .value, at: "subjects[2].value"),
        Broken("domain", "c2.example.net", "c2..net", .value, at: "subjects[1].value"),
        Broken("kind", #""kind":"asn""#, #""kind":"as""#, .value, at: "subjects[4].kind"),
        Broken("role", #""role":"related""#, #""role":"victim""#, .value, at: "subjects[5].role"),
        Broken("time", "2026-03-16T07:00:00Z\",\"last", "2026-02-29T07:00:00Z\",\"last", .value, at: "observed"),
        Broken("too fine a time", "07:10:00.25Z", "07:10:00.1234567Z", .value, at: "lastObserved"),
        Broken("backwards", "07:10:00.25Z", "06:10:00Z", .value, at: "lastObserved"),
        Broken("credibility", #""credibility":1"#, #""credibility":7"#, .value, at: "source.credibility"),
        Broken("kind of a value", #""credibility":1"#, #""credibility":"1""#, .kind, at: "source.credibility"),
        Broken("TLP 1.0", "TLP:AMBER+STRICT", "TLP:WHITE", .value, at: "tlp"),
        Broken("attribute", #""a":"1""#, #""a":1"#, .kind, at: "attributes.a"),
        Broken("no source", #""source":{"#, #""sauce":{"#, .missing, at: "source"),
        Broken("evidence", #""evidence":[{"#, #""evidence":[1,{"#, .kind, at: "evidence[0]"),
        Broken("twice", #""a":"1""#, #""a":"1","a":"1""#, .syntax),
        Broken("half a surrogate pair", #"\u0001"#, #"\ud800"#, .syntax),
        Broken("control character", #"\u0001"#, "\u{1}", .syntax),
        Broken("leading zero", #""version":1,"id""#, #""version":01,"id""#, .syntax),
        Broken("cut off", #"}]"#, "", .syntax),
    ]

    @Test("what is wrong is named with its place", arguments: broken) func rejects(_ broken: Broken) throws {
        let good = SecurityEventJSONTests.golden.replacing(
            "IDENTITY", with: try SecurityEventJSONTests.event().identity)
        let bad = good.replacing(broken.old, with: broken.new, maxReplacements: 1)
        #expect(bad != good)
        let error = #expect(throws: SecurityEventError.self) { try SecurityEvent(json: bad) }
        #expect(error?.code == broken.code)
        #expect(error?.path == broken.path)
    }

    @Test("limits are errors that name them") func limits() throws {
        let event = try SecurityEventJSONTests.event()
        func reason(_ change: (inout SecurityEventLimits) -> Void, _ text: String) -> String? {
            var limits = SecurityEventLimits()
            change(&limits)
            let error = #expect(throws: SecurityEventError.self) { try SecurityEvent(json: text, limits: limits) }
            #expect(error?.code == .limit)
            return error?.reason
        }
        let text = event.json()
        #expect(reason({ $0.eventSize = 100 }, text)?.contains("eventSize") == true)
        #expect(reason({ $0.eventDepth = 2 }, text)?.contains("eventDepth") == true)
        #expect(reason({ $0.subjects = 5 }, text)?.contains("subjects") == true)
        #expect(reason({ $0.evidence = 0 }, text)?.contains("evidence") == true)
        #expect(reason({ $0.attributes = 1 }, text)?.contains("attributes") == true)
        #expect(reason({ $0.textOctets = 10 }, text)?.contains("textOctets") == true)
        let deep = String(repeating: "[", count: 100_000)
        #expect(reason({ _ in }, deep)?.contains("eventDepth") == true)
    }

    @Test("damage anywhere is an error, or another event that keeps what it says", arguments: 1...8)
    func damage(_ seed: UInt64) throws {
        let good = Array(try SecurityEventJSONTests.event().json().utf8)
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }
        let marks = Array(#"{}[]":,\u0d8e+-.Tz \#u{0}"#.utf8) + [0xc3, 0xff]
        for _ in 0..<500 {
            var bad = good
            for _ in 0...random(3) {
                let place = random(bad.count)
                switch random(3) {
                case 0: bad[place] = marks[random(marks.count)]
                case 1: bad.remove(at: place)
                default: bad.insert(marks[random(marks.count)], at: place)
                }
            }
            guard let event = try? SecurityEvent(json: bad) else { continue }
            #expect(try SecurityEvent(json: event.json()) == event)
        }
    }

    @Test("octets that are not UTF-8 are refused") func encoding() {
        let error = #expect(throws: SecurityEventError.self) {
            try SecurityEvent(json: [0x7b, 0x22, 0xff, 0x22, 0x7d])
        }
        #expect(error?.code == .syntax)
    }

    @Test(
        "times of RFC 3339",
        arguments: [
            ("2026-03-16T07:00:00Z", "2026-03-16T07:00:00Z"), ("2026-03-16t07:00:00z", "2026-03-16T07:00:00Z"),
            ("2026-03-16T00:30:00+02:00", "2026-03-15T22:30:00Z"),
            ("2024-02-29T23:59:59.000001Z", "2024-02-29T23:59:59.000001Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"), ("2026-03-16T07:00:60Z", ""),
            ("2026-03-16 07:00:00Z", ""),
            ("2026-03-16T07:00:00", ""), ("2026-03-16T07:00:00.Z", ""), ("2023-02-29T00:00:00Z", ""),
            ("2026-03-16T24:00:00Z", ""), ("0001-01-01T00:00:00+01:00", ""), ("2026\r03-16T07:00:00Z", ""), ("", ""),
        ]) func times(_ text: String, _ canonical: String)
    {
        #expect((EventTime(text)?.description ?? "") == canonical)
    }
}
