import Testing

@testable import Console

@Suite("Colors")
struct ColorTests {
    @Test("Black on white has the contrast of 21, equal colors of 1")
    func ends() {
        #expect(abs(ColorToken.contrast(0, 0xffffff) - 21) < 0.001)
        #expect(ColorToken.contrast(0x777777, 0x777777) == 1)
        // The example of WCAG's own tools.
        #expect(abs(ColorToken.contrast(0x777777, 0xffffff) - 4.48) < 0.01)
    }

    @Test("Each pair in use is readable in light, dark and print")
    func pairs() throws {
        for pair in ColorToken.pairs {
            let ink = try #require(ColorToken.all.first { $0.name == pair.ink })
            let ground = try #require(ColorToken.all.first { $0.name == pair.ground })
            for value in [\ColorToken.light, \.dark, \.print] {
                let contrast = ColorToken.contrast(ink[keyPath: value], ground[keyPath: value])
                #expect(contrast >= pair.least, "\(pair.ink) on \(pair.ground)")
            }
        }
    }

    @Test("The style sheet has no address of elsewhere, and the script is under 20 kB")
    func files() {
        #expect(!StyleSheet.text.contains("url("))
        #expect(!StyleSheet.text.contains("@import"))
        #expect(PageScript.text.utf8.count < 20_000)
        #expect(!PageScript.text.contains("http"))
    }
}
