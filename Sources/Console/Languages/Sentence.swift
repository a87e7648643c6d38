/// A sentence, or a label, in each language of the console. It has values by name: `{count} alerts need you`.
///
/// ```swift
/// let sentence = Sentence(
///     en: .counted(one: "{count} alert", other: "{count} alerts"), es: …, pt: …, fr: …)
/// sentence.text(in: .english, ["count": 3])   // "3 alerts"
/// ```
///
/// A language that is left out does not compile.
public struct Sentence: Hashable, Sendable {
    let english: Wording
    let spanish: Wording
    let portuguese: Wording
    let french: Wording

    public init(en english: Wording, es spanish: Wording, pt portuguese: Wording, fr french: Wording) {
        self.english = english
        self.spanish = spanish
        self.portuguese = portuguese
        self.french = french
    }

    /// What is the same in every language: a name, a number.
    public init(same text: String) {
        self.init(
            en: Wording(stringLiteral: text), es: Wording(stringLiteral: text), pt: Wording(stringLiteral: text),
            fr: Wording(stringLiteral: text))
    }

    func wording(in language: Language) -> Wording {
        switch language {
        case .english, .lengthened: english
        case .spanish: spanish
        case .portuguese: portuguese
        case .french: french
        }
    }

    /// The sentence with its values. A name without a value stays as it is written.
    public func text(in language: Language, _ values: [String: SentenceValue] = [:]) -> String {
        var category = PluralCategory.other
        if case .number(let count) = values["count"] { category = PluralCategory(count, in: language) }
        let form = wording(in: language).form(category)
        let pattern = language == .lengthened ? Sentence.lengthened(form) : form
        guard !values.isEmpty, pattern.utf8.contains(UInt8(ascii: "{")) else { return pattern }
        return Sentence.filled(pattern, values, language)
    }

    private static func filled(_ pattern: String, _ values: [String: SentenceValue], _ language: Language) -> String {
        var result = ""
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name]?.text(in: language) ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The names of the values in one form.
    static func names(in form: String) -> Set<String> {
        var names: Set<String> = []
        var rest = Substring(form)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    private static let marked: [Character: Character] = [
        "a": "á", "e": "ë", "i": "ï", "o": "ö", "u": "ü", "n": "ñ", "c": "ç", "s": "š", "A": "Å", "E": "É", "O": "Ö",
    ]

    /// Marks on the letters, and 40 % more of them at the end; the names of values stay.
    private static func lengthened(_ form: String) -> String {
        var result = "["
        var isName = false
        for character in form {
            if character == "{" { isName = true }
            result.append(isName ? character : marked[character] ?? character)
            if character == "}" { isName = false }
        }
        let more = max(2, form.count * 2 / 5)
        return result + String(repeating: "~", count: more) + "]"
    }
}
