import Testing

@testable import Console

@Suite("Sentences")
struct SentenceTests {
    static let alerts = Sentence(
        en: .counted(one: "{count} alert", other: "{count} alerts"),
        es: .counted(one: "{count} alerta", many: "{count} de alertas", other: "{count} alertas"),
        pt: .counted(one: "{count} alerta", many: "{count} de alertas", other: "{count} alertas"),
        fr: .counted(one: "{count} alerte", many: "{count} d’alertes", other: "{count} alertes"))

    @Test(
        "The form of a sentence follows the plural rules of CLDR",
        arguments: [
            (Language.english, 0, "0 alerts"), (.english, 1, "1 alert"), (.english, 1_000_000, "1,000,000 alerts"),
            (.spanish, 0, "0 alertas"), (.spanish, 1, "1 alerta"), (.spanish, 1_000_000, "1.000.000 de alertas"),
            (.portuguese, 0, "0 alerta"), (.portuguese, 2, "2 alertas"),
            (.french, 0, "0 alerte"), (.french, 1, "1 alerte"),
            (.french, 2_000_000, "2\u{202F}000\u{202F}000 d’alertes"),
        ])
    func plurals(language: Language, count: Int, text: String) {
        #expect(SentenceTests.alerts.text(in: language, ["count": .number(count)]) == text)
    }

    @Test(
        "Decimals are written in the reader's way, rounded half to even",
        arguments: [
            (Language.english, 1_234.5, 1, "1,234.5"), (.spanish, 1_234.5, 1, "1.234,5"),
            (.portuguese, 1_234.5, 1, "1.234,5"), (.french, 1_234.5, 1, "1\u{202F}234,5"), (.english, -0.04, 1, "0.0"),
            (.english, 0.125, 2, "0.12"), (.english, 2.005, 0, "2"), (.english, .infinity, 1, "–"),
        ])
    func decimals(language: Language, number: Double, places: Int, text: String) {
        #expect(LocalNumber.text(number, decimals: places, in: language) == text)
    }

    @Test("The pseudo-locale is at least 40 % longer and keeps the names of values")
    func lengthened() {
        let text = SentenceTests.alerts.text(in: .lengthened, ["count": 7])
        #expect(text.hasPrefix("[7 "))
        #expect(text.count >= "7 alerts".count * 7 / 5)
    }

    @Test(
        "The language is the first accepted one by its weight",
        arguments: [
            ("es", Language.spanish), ("de, fr;q=0.8, en;q=0.9", .english), ("pt-BR,pt;q=0.9", .portuguese),
            ("*;q=0.1, fr;q=0.5", .french), ("fr;q=0, es;q=0.1", .spanish),
        ])
    func negotiation(field: String, language: Language) {
        #expect(Language(accepted: field) == language)
    }

    @Test("A field without an offered language accepts none", arguments: ["", "de", "fr;q=0", "x;q=abc", ",,;"])
    func noLanguage(field: String) {
        #expect(Language(accepted: field) == nil)
    }
}
