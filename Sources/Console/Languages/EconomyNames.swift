/// Names of economies in the languages of the console (ISO 3166-1, CLDR).
public struct EconomyNames: Sendable {
    /// Those of the world.
    public static let standard = EconomyNames()

    private let names: [String: Sentence]

    /// - Parameter invented: Names of a demonstration, by codes that ISO 3166-1 leaves free.
    public init(invented: [String: Sentence] = [:]) {
        names = EconomyNames.all.merging(invented) { $1 }
    }

    private static let all: [String: Sentence] = {
        var names: [String: Sentence] = [:]
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: "|").map(String.init)
            guard fields.count == 5 else { continue }
            names[fields[0]] = Sentence(
                en: Wording(stringLiteral: fields[1]), es: Wording(stringLiteral: fields[2]),
                pt: Wording(stringLiteral: fields[3]), fr: Wording(stringLiteral: fields[4]))
        }
        return names
    }()

    /// The codes, ascending.
    public var codes: [String] { names.keys.sorted() }

    /// The name as a sentence of its own; `nil` for a code that is not an economy.
    public subscript(code: String) -> Sentence? { names[code] }

    /// The name; for a code that is not an economy, the code.
    public func name(_ code: String, in language: Language) -> String {
        names[code]?.text(in: language) ?? code
    }

    /// The codes of economies that have this code, or this text in their name in any language, without regard to case; the exact
    /// ones first, then by code.
    public func codes(matching text: String) -> [(code: String, isExact: Bool)] {
        let wanted = text.lowercased()
        guard wanted.count >= 2 else { return [] }
        let found = names.compactMap { code, name -> (code: String, isExact: Bool)? in
            let all = Language.offered.map { name.text(in: $0).lowercased() }
            if code.lowercased() == wanted || all.contains(wanted) { return (code, true) }
            return wanted.count > 2 && all.contains { $0.contains(wanted) } ? (code, false) : nil
        }
        return found.sorted { ($0.isExact ? 0 : 1, $0.code) < ($1.isExact ? 0 : 1, $1.code) }
    }
}
