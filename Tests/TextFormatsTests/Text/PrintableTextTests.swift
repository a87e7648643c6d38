import Testing
import TextFormats

@Suite("Text from outside does nothing to a terminal") struct PrintableTextTests {
    /// Controls, formatting characters and separators: what must not reach people as it is.
    private static let unprintable: [Unicode.Scalar] =
        (Array(0...0x1f) + Array(0x7f...0x9f)).compactMap { Unicode.Scalar($0 as UInt32) } + [
            "\u{ad}", "\u{61c}", "\u{180e}", "\u{200b}", "\u{200e}", "\u{200f}", "\u{2028}", "\u{2029}", "\u{202a}",
            "\u{202e}",
            "\u{2060}", "\u{2066}", "\u{2069}", "\u{206f}", "\u{feff}", "\u{fff9}", "\u{e0001}", "\u{e0041}",
        ]

    @Test("Controls, formatting characters and separators of lines are found; nothing else is")
    func found() {
        for scalar in Self.unprintable { #expect(scalar.isUnprintable, "\(scalar.value)") }
        for scalar in "aZ0 ~\"\\äß€漢字🙂\u{301}\u{a0}\u{fffd}".unicodeScalars { #expect(!scalar.isUnprintable) }
    }

    @Test("They are written out, or are blanks; the rest of the text stays")
    func replaced() {
        for scalar in Self.unprintable {
            let text = "ä\(Character(scalar))b"
            #expect(text.printable == "ä\\u{\(String(scalar.value, radix: 16))}b")
            #expect(text.singleLine == "ä b")
        }
        #expect("a\u{202e}b\n\tc\r".printableLines == "a\\u{202e}b\n\tc\\u{d}")
        for text in ["", "plain", "“Grüße” \\ \""] {
            #expect(text.printable == text && text.singleLine == text && text.printableLines == text)
        }
    }

    @Test("In JSON they are escaped, beyond U+FFFF as two units; the document means the same")
    func json() {
        #expect(JSONText.string("a\"\\\n\r\t\u{0}\u{9b}\u{202e}\u{2028}") == #""a\"\\\n\r\t\u0000\u009b\u202e\u2028""#)
        #expect(JSONText.string("\u{e0001}🙂é") == #""\udb40\udc01🙂é""#)
        for scalar in Self.unprintable {
            #expect(JSONText.string(String(scalar)).utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f })
        }
    }

    @Test("Octets that are not UTF-8 become U+FFFD when they become text")
    func invalid() {
        #expect(String(decoding: [0x61, 0x9b, 0xff] as [UInt8], as: UTF8.self).printable == "a\u{fffd}\u{fffd}")
    }
}
