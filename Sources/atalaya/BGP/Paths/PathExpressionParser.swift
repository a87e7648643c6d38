/// Reads a regular expression, by recursive descent that is bounded.
struct PathExpressionParser {
    private let octets: [UInt8]
    private var place = 0
    private var depth = 0

    /// Groups one in another.
    private static let deepest = 50
    /// The largest number of a repetition (RE_DUP_MAX).
    private static let mostRepeats = 255

    init(_ text: String) {
        octets = Array(text.utf8)
    }

    mutating func parse() throws(PathPatternError) -> PathExpression {
        let expression = try alternatives()
        guard place == octets.count else { throw error("\")\" without a matching \"(\"") }
        return expression
    }

    private var next: UInt8? { place < octets.count ? octets[place] : nil }

    private func isNext(_ character: Unicode.Scalar) -> Bool { next == UInt8(ascii: character) }

    private func error(_ text: String) -> PathPatternError {
        PathPatternError("\(text), at character \(place + 1)")
    }

    private mutating func alternatives() throws(PathPatternError) -> PathExpression {
        var all = [try sequence()]
        while isNext("|") {
            place += 1
            all.append(try sequence())
        }
        return all.count == 1 ? all[0] : .alternatives(all)
    }

    private mutating func sequence() throws(PathPatternError) -> PathExpression {
        var parts: [PathExpression] = []
        while let octet = next, octet != UInt8(ascii: "|"), octet != UInt8(ascii: ")") {
            var part = try atom()
            while let (least, most) = try repetition() { part = .repeated(part, least, most) }
            parts.append(part)
        }
        return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom() throws(PathPatternError) -> PathExpression {
        guard let octet = next else { throw error("the expression is incomplete") }
        switch Unicode.Scalar(octet) {
        case "(":
            guard depth < PathExpressionParser.deepest else {
                throw error("groups are nested more than \(PathExpressionParser.deepest) deep")
            }
            place += 1
            depth += 1
            let group = try alternatives()
            depth -= 1
            guard isNext(")") else { throw error("\"(\" without a matching \")\"") }
            place += 1
            return group
        case "[": return .octet(try bracket())
        case "*", "+", "?": throw error("nothing before \(Unicode.Scalar(octet)) to repeat")
        case "{" where number(after: place) != nil: throw error("nothing before { to repeat")
        case "\\":
            place += 1
            guard let escaped = next else { throw error("nothing after \\") }
            let isLetter = escaped >= 0x80 || Unicode.Scalar(escaped).properties.isAlphabetic
            guard !isLetter, !(0x30...0x39).contains(escaped) else {
                throw error("\\\(Unicode.Scalar(escaped)) is not part of POSIX extended regular expressions")
            }
            place += 1
            return .octet(OctetSet([escaped]))
        default:
            guard octet < 0x80 else { throw error("a character that is not ASCII cannot occur in a path") }
            place += 1
            switch Unicode.Scalar(octet) {
            case ".": return .octet(.all)
            case "^": return .start
            case "$": return .end
            case "_": return PathExpression.boundary
            default: return .octet(OctetSet([octet]))
            }
        }
    }

    // MARK: Repetitions

    private mutating func repetition() throws(PathPatternError) -> (Int, Int?)? {
        guard let octet = next else { return nil }
        switch Unicode.Scalar(octet) {
        case "*":
            place += 1
            return (0, nil)
        case "+":
            place += 1
            return (1, nil)
        case "?":
            place += 1
            return (0, 1)
        case "{": return try bounds()
        default: return nil
        }
    }

    /// `{2}`, `{2,}` or `{2,3}`. A { that no number follows is itself: sets are written in braces.
    private mutating func bounds() throws(PathPatternError) -> (Int, Int?)? {
        guard let (least, end) = number(after: place) else { return nil }
        place = end
        var most: Int? = least
        if isNext(",") {
            most = nil
            if let (number, end) = number(after: place) {
                most = number
                place = end
            } else {
                place += 1
            }
        }
        guard isNext("}") else { throw error("\"{\" without a matching \"}\"") }
        let isOrdered = most.map { $0 >= least } ?? true
        guard isOrdered, max(least, most ?? 0) <= PathExpressionParser.mostRepeats else {
            throw error("the numbers of a repetition must be in order and at most \(PathExpressionParser.mostRepeats)")
        }
        place += 1
        return (least, most)
    }

    /// The number that begins behind the character at `start`, and where it ends.
    private func number(after start: Int) -> (Int, Int)? {
        var end = start + 1
        var number = 0
        while end < octets.count, (0x30...0x39).contains(octets[end]) {
            number = min(number * 10 + Int(octets[end] - 0x30), 1 << 20)
            end += 1
        }
        return end > start + 1 ? (number, end) : nil
    }

    // MARK: Brackets

    private static let classes: [(name: String, members: String)] = [
        ("digit", "0123456789"), ("space", " \t\n\r\u{0b}\u{0c}"), ("blank", " \t"),
        ("xdigit", "0123456789abcdefABCDEF"), ("lower", "abcdefghijklmnopqrstuvwxyz"),
        ("upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("alpha", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("alnum", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
        ("punct", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    ]

    private mutating func bracket() throws(PathPatternError) -> OctetSet {
        place += 1
        var set = OctetSet()
        let isInverted = isNext("^")
        if isInverted { place += 1 }
        var isFirst = true
        while let octet = next, octet != UInt8(ascii: "]") || isFirst {
            isFirst = false
            guard octet < 0x80 else { throw error("a character that is not ASCII cannot occur in a path") }
            if octet == UInt8(ascii: "["), place + 1 < octets.count, ":.=".utf8.contains(octets[place + 1]) {
                set.formUnion(try characterClass())
                continue
            }
            place += 1
            guard isNext("-"), place + 1 < octets.count, octets[place + 1] != UInt8(ascii: "]") else {
                set.insert(octet)
                continue
            }
            let last = octets[place + 1]
            guard last >= octet, last < 0x80 else { throw error("the ends of a range are not in order") }
            for member in octet...last { set.insert(member) }
            place += 2
        }
        guard isNext("]") else { throw error("\"[\" without a matching \"]\"") }
        place += 1
        return isInverted ? set.inverted : set
    }

    /// `[:digit:]`
    private mutating func characterClass() throws(PathPatternError) -> OctetSet {
        for (name, members) in PathExpressionParser.classes where octets[place...].starts(with: "[:\(name):]".utf8) {
            place += name.utf8.count + 4
            return OctetSet(members.utf8)
        }
        throw error("unknown character class")
    }
}
