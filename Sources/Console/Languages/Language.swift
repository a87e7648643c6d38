/// A language of the console.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"
    case portuguese = "pt"
    case french = "fr"
    /// English, 40 % longer, with marks on its letters: shows what was not translated, and what has no room.
    case lengthened = "en-XA"

    /// Those that readers can choose.
    public static let offered: [Language] = [.english, .spanish, .portuguese, .french]

    /// The name of the language in itself.
    public var name: String {
        switch self {
        case .english: "English"
        case .spanish: "Español"
        case .portuguese: "Português"
        case .french: "Français"
        case .lengthened: "[Ëñĝļïšĥ one two]"
        }
    }

    /// The first offered language of an `Accept-Language` field by its weights (RFC 9110 section 12.5.4); `nil` where none is
    /// accepted.
    public init?(accepted field: String) {
        var best: (language: Language, weight: Double)?
        for range in field.utf8.prefix(1_024).split(separator: UInt8(ascii: ",")).prefix(32) {
            let parts = String(Substring(range)).split(separator: ";")
            let tag = parts.first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
            var weight = 1.0
            for parameter in parts.dropFirst() {
                let text = parameter.filter { $0 != " " }.lowercased()
                if text.hasPrefix("q=") { weight = Double(text.dropFirst(2)) ?? 0 }
            }
            let primary = tag == "*" ? "en" : String(tag.prefix { $0 != "-" })
            guard weight > 0, let language = Language.offered.first(where: { $0.rawValue == primary }) else { continue }
            if best.map({ weight > $0.weight }) ?? true { best = (language, weight) }
        }
        guard let best else { return nil }
        self = best.language
    }
}
