import Testing
import TextFormats

@Suite("Canonical JSON (RFC 8785)") struct CanonicalJSONTests {
    @Test(
        "Numbers are those of appendix B",
        arguments: [
            (0, "0"), (0x8000_0000_0000_0000, "0"), (1, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"), (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"), (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"), (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"), (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"), (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"), (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"), (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"), (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbers(bits: UInt64, text: String) {
        #expect(JSONNumber.text(Double(bitPattern: bits)) == text)
    }

    @Test("What is not finite has no text", arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
    func notFinite(number: Double) {
        #expect(JSONNumber.text(number) == nil)
        var writer = JSONWriter()
        writer.number(number)
        #expect(String(decoding: writer.octets, as: UTF8.self) == "null")
    }

    @Test("Every number is read again as it was")
    func roundTrip() {
        var state: UInt64 = 1
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Double(bitPattern: state)
            guard number.isFinite else { continue }
            #expect(JSONNumber.text(number).flatMap(Double.init) == number)
        }
    }

    /// Section 3.2.2 and 3.2.4.
    @Test("White space goes, and strings, numbers and literals have one form")
    func example() throws {
        let text = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected = #"""
            {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}
            """#
        #expect(try JSONValue(Array(text.utf8)).canonicalText == expected)
    }

    /// Section 3.2.3.
    @Test("Members are in the order of their names' UTF-16 units, at every level")
    func order() throws {
        let text = #"""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
            "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """#
        let canonical = try #require(try JSONValue(Array(text.utf8)).canonicalText)
        let names = ["Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Emoji", "Hebrew"]
        let places = names.map { name in canonical.firstRange(of: name)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        let nested = try JSONValue(Array(#"[{"b":{"d":1,"c":[{"z":0,"y":0}]},"a":2}]"#.utf8))
        #expect(nested.canonicalText == #"[{"a":2,"b":{"c":[{"y":0,"z":0}],"d":1}}]"#)
        #expect(nested.sorted.text == nested.canonicalText)
    }

    @Test("Controls have their short escapes or four lower-case digits; nothing else is escaped")
    func escapes() throws {
        let value = JSONValue.string("\u{8}\t\n\u{c}\r\u{1f}\"\\/\u{7f}\u{202e}é")
        #expect(value.canonicalText == "\"\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\u{7f}\u{202e}é\"")
    }

    @Test("A number that no double holds has no canonical text", arguments: ["1e400", "[-1e309]"])
    func tooLarge(text: String) throws {
        let value = try JSONValue(Array(text.utf8))
        #expect(value.canonicalText == nil)
        #expect(value.text == text)
    }

    @Test("The writer sorts what is written member by member")
    func streamed() {
        var writer = JSONWriter(.canonical)
        writer.object { json in
            json.member("b", 1)
            json.object("a") { json in
                json.member("z", "x")
                json.array("y", texts: [])
            }
            json.array("aa", [2, 1]) { number, json in
                json.member("n", number)
                json.member("m", true)
            }
        }
        let expected = #"{"a":{"y":[],"z":"x"},"aa":[{"m":true,"n":2},{"m":true,"n":1}],"b":1}"#
        #expect(String(decoding: writer.octets, as: UTF8.self) == expected)
    }
}
