import Testing
import TextFormats

@Suite("The writer of JSON") struct JSONWriterTests {
    private func write(_ style: JSONWriter.Style) -> String {
        let octets = JSONWriter.object(style) { json in
            json.member("text", "a\"b")
            json.member("absent", nil as String?)
            json.optionalMember("left out", nil)
            json.member("number", -7)
            json.member("flag", false)
            json.array("empty") { _ in }
            json.object("none") { _ in }
            json.array("rows", [1, 2]) { $1.member("n", $0) }
            json.array("words", texts: ["x", "y"])
        }
        return String(decoding: octets, as: UTF8.self)
    }

    @Test("Compact text has no white space but its line end")
    func compact() {
        let expected =
            #"{"text":"a\"b","absent":null,"number":-7,"flag":false,"empty":[],"none":{},"rows":[{"n":1},{"n":2}],"#
            + #""words":["x","y"]}"#
        #expect(write(.compact) == expected + "\n")
    }

    @Test("Indented text has a line for each member and element")
    func indented() {
        let expected = #"""
            {
              "text": "a\"b",
              "absent": null,
              "number": -7,
              "flag": false,
              "empty": [],
              "none": {},
              "rows": [
                {
                  "n": 1
                },
                {
                  "n": 2
                }
              ],
              "words": [
                "x",
                "y"
              ]
            }

            """#
        #expect(write(.indented) == expected)
    }

    @Test("Lines break where they are asked to, before an element or an end")
    func lines() {
        var out = Array("head ".utf8)
        JSONWriter.write(into: &out) { json in
            json.object { json in
                json.breakLine()
                json.array("rows") { json in
                    for number in 1...2 {
                        json.breakLine()
                        json.number(number)
                    }
                }
                json.breakLine()
            }
            json.endLine()
            json.object { $0.member("next", 1) }
        }
        #expect(String(decoding: out, as: UTF8.self) == "head {\n\"rows\":[\n1,\n2]\n}\n{\"next\":1}")
    }

    @Test("Octets that have been taken are not written again")
    func drained() {
        var writer = JSONWriter(.indented)
        var out: [UInt8] = []
        writer.beginArray()
        writer.number(1)
        writer.drain(into: &out)
        writer.number(2)
        writer.drain(into: &out)
        writer.endArray()
        writer.drain(into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "[\n  1,\n  2\n]")
    }

    @Test("All that is not ASCII is escaped where a header field is to hold the text")
    func ascii() {
        #expect(JSONText.string("é\u{7f}🙂~\u{1}\"", escaping: .ascii) == #""\u00e9\u007f\ud83d\ude42~\u0001\"""#)
    }

    @Test("What a writer writes, the reader reads")
    func readAgain() throws {
        let object: JSONObject = [
            "b": .array([.null, .boolean(true), .number("1.50e3"), .string("\u{0}\u{202e}🙂\\\"")]), "a": .object([:]),
        ]
        let value = JSONValue.object(object)
        for style in [JSONWriter.Style.compact, .indented] {
            var writer = JSONWriter(style)
            writer.value(value)
            #expect(try JSONValue(writer.octets) == value)
        }
    }
}
