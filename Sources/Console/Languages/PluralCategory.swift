/// The form of a sentence that a count takes (CLDR, cardinal rules, whole numbers).
enum PluralCategory: Hashable, Sendable {
    case one, many, other

    init(_ count: Int, in language: Language) {
        switch language {
        case .english, .lengthened: self = count == 1 ? .one : .other
        case .spanish: self = count == 1 ? .one : PluralCategory.isMillions(count) ? .many : .other
        case .portuguese, .french:
            self = count == 0 || count == 1 ? .one : PluralCategory.isMillions(count) ? .many : .other
        }
    }

    private static func isMillions(_ count: Int) -> Bool { count != 0 && count % 1_000_000 == 0 }
}
