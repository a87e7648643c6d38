/// A value of a sentence.
public enum SentenceValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    /// Grouped in the reader's way.
    case number(Int)
    /// With so many decimals.
    case decimal(Double, Int)
    /// A sentence of the same language.
    case sentence(Sentence)

    public init(stringLiteral value: String) { self = .text(value) }

    public init(integerLiteral value: Int) { self = .number(value) }

    func text(in language: Language) -> String {
        switch self {
        case .text(let text): text
        case .number(let number): LocalNumber.text(number, in: language)
        case .decimal(let number, let places): LocalNumber.text(number, decimals: places, in: language)
        case .sentence(let sentence): sentence.text(in: language)
        }
    }
}
