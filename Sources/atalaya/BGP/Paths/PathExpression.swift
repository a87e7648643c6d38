/// The parts of a regular expression over AS paths.
///
/// POSIX extended regular expressions (IEEE Std 1003.1 section 9.4) over ASCII, without equivalence classes; `_`
/// outside of brackets is a blank, a comma, a bracket, or either end.
indirect enum PathExpression: Sendable {
    case empty
    case octet(OctetSet)
    case start
    case end
    case sequence([PathExpression])
    case alternatives([PathExpression])
    /// So many times at least, and at most; `nil` for any number.
    case repeated(PathExpression, Int, Int?)

    init(parsing text: String) throws(PathPatternError) {
        var parser = PathExpressionParser(text)
        self = try parser.parse()
    }

    /// The meaning of `_`.
    static let boundary = PathExpression.alternatives([.start, .octet(OctetSet(" ,{}()[]".utf8)), .end])
}

/// A set of ASCII characters.
struct OctetSet: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ octets: some Sequence<UInt8>) {
        for octet in octets { insert(octet) }
    }

    static let all = OctetSet().inverted

    mutating func insert(_ octet: UInt8) {
        if octet < 64 { low |= 1 << UInt64(octet) } else if octet < 128 { high |= 1 << UInt64(octet - 64) }
    }

    mutating func formUnion(_ other: OctetSet) {
        low |= other.low
        high |= other.high
    }

    var inverted: OctetSet {
        var set = OctetSet()
        set.low = ~low
        set.high = ~high
        return set
    }

    func contains(_ octet: UInt8) -> Bool {
        octet < 64 ? low >> UInt64(octet) & 1 == 1 : octet < 128 && high >> UInt64(octet - 64) & 1 == 1
    }
}
