public import NumberResources

/// A sequence of ASes that is looked for in a path, from the peer to the origin, without repetitions.
///
/// Words with blanks between them: an AS number; `.` for any one AS; `*` for any number of them; `^` at the beginning for the peer's end
/// of the path, `$` at the end for the origin's. A pattern of one AS number is found wherever that is in a path.
///
/// ```swift
/// let pattern = try HopPattern(parsing: "^ * 174 . 64496 $")
/// pattern.matches([3333, 174, 1299, 64496])   // true
/// ```
///
/// A path is read once for any pattern: the places that have been reached in the pattern are the bits of a number.
public struct HopPattern: Hashable, Sendable {
    /// The most AS numbers and dots of a pattern.
    public static let longest = 32

    /// The reason why a pattern is refused.
    public struct Refusal: Error, Hashable, CustomStringConvertible {
        public let description: String
    }

    /// Its words, as they are written.
    private let words: [String]
    /// The AS numbers that it names.
    public let asns: [ASN]
    /// The bits of the places at which each AS number, in their order, leads on.
    private let numbers: [UInt64]
    /// Those at which any AS does.
    private let any: UInt64
    /// Those that are kept by any AS.
    private let loops: UInt64
    /// That of the end.
    private let end: UInt64

    public init(parsing text: String) throws(Refusal) {
        try self.init(words: text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init))
    }

    /// The pattern that one AS makes.
    public init(_ asn: ASN) {
        (words, asns, numbers, any, loops, end) = ([asn.description], [asn], [1], 0, 0b11, 0b10)
    }

    private init(words given: [String]) throws(Refusal) {
        var rest = given[...]
        let isFromStart = rest.first == "^"
        if isFromStart { rest.removeFirst() }
        let isToEnd = rest.last == "$"
        if isToEnd { rest.removeLast() }
        guard !rest.isEmpty else { throw Refusal(description: "it names no AS") }
        var (place, any, loops) = (0, UInt64(0), UInt64(isFromStart ? 0 : 1))
        var bits: [ASN: UInt64] = [:]
        var words: [String] = []
        for word in rest {
            guard place < HopPattern.longest || word == "*" else {
                throw Refusal(description: "it has more than \(HopPattern.longest) ASes")
            }
            switch word {
            case "*": loops |= 1 << UInt64(place)
            case ".":
                any |= 1 << UInt64(place)
                place += 1
            default:
                guard let asn = ASN(word) else {
                    throw Refusal(
                        description: "\"\(word)\" is not an AS number, ., *, ^ at the beginning or $ at the end")
                }
                bits[asn, default: 0] |= 1 << UInt64(place)
                place += 1
            }
            words.append(ASN(word)?.description ?? word)
        }
        guard place > 0 else { throw Refusal(description: "it matches every path") }
        if !isToEnd { loops |= 1 << UInt64(place) }
        asns = bits.keys.sorted()
        numbers = asns.map { bits[$0] ?? 0 }
        (self.any, self.loops, end) = (any, loops, 1 << UInt64(place))
        self.words = (isFromStart ? ["^"] : []) + words + (isToEnd ? ["$"] : [])
    }

    /// Whether it is found in a path.
    public func matches(_ hops: some Sequence<ASN>) -> Bool {
        var places: UInt64 = 1
        for hop in hops {
            var leading = any
            for (index, asn) in asns.enumerated() where asn == hop { leading |= numbers[index] }
            places = places & loops | (places & leading) << 1
            if places == 0 { return false }
        }
        return places & end != 0
    }
}

extension HopPattern: CustomStringConvertible {
    public var description: String { words.joined(separator: " ") }
}

extension HopPattern: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt32) {
        self.init(ASN(value))
    }
}
