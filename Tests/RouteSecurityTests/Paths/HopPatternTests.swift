import NumberResources
import TestSupport
import Testing

@testable import RouteSecurity

@Suite("Patterns of ASes in a path") struct HopPatternTests {
    @Test(
        "what is found in a path",
        arguments: [
            ("174", [1, 174, 2], true), ("AS174", [174], true), ("174", [1, 2], false), ("174", [], false),
            ("174 1299", [1, 174, 1299, 2], true), ("174 1299", [174, 2, 1299], false),
            ("174 . 1299", [174, 2, 1299], true), ("174 . 1299", [174, 1299], false),
            ("174 * 1299", [174, 1299], true), ("174 * 1299", [174, 2, 3, 4, 1299, 5], true),
            ("174 * 1299", [1299, 174], false), ("^ 174", [174, 1], true), ("^ 174", [1, 174], false),
            ("174 $", [1, 174], true), ("174 $", [174, 1], false), ("^ 1 . 3 $", [1, 2, 3], true),
            ("^ 1 . 3 $", [1, 2, 3, 4], false), ("^ . . $", [1, 2], true), ("^ . . $", [1, 2, 3], false),
            (". . .", [1, 2], false), (". . .", [1, 2, 3, 4], true), ("^ * 174 * $", [5, 174, 6], true),
            ("1 1", [1, 2, 1], false), ("1 * 1", [1, 2, 1], true), ("1 2 1 2 3", [1, 2, 1, 2, 1, 2, 3], true),
            ("* 7 * 8 *", [1, 7, 2, 8], true), ("* 7 * 8 *", [1, 8, 2, 7], false),
        ] as [(String, [ASN], Bool)])
    func found(text: String, path: [ASN], expected: Bool) throws {
        #expect(try HopPattern(parsing: text).matches(path) == expected)
    }

    @Test(
        "what is no pattern is refused with a reason",
        arguments: [
            ("", "names no AS"), ("^ $", "names no AS"), ("*", "every path"), ("^ * $", "every path"),
            ("174 ^", "\"^\" is not"), ("$ 174", "\"$\" is not"), ("AS", "\"AS\" is not"), ("174,1299", "is not"),
            ((0..<33).map { "\($0 + 1)" }.joined(separator: " "), "more than 32"),
        ])
    func refused(text: String, reason: String) {
        let error = #expect(throws: HopPattern.Refusal.self) { try HopPattern(parsing: text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("the longest pattern, with anchors and stars between all, is read and found") func longest() throws {
        let hops = (1...32).map { ASN(UInt32($0)) }
        let text = "^ " + hops.map(\.description).joined(separator: " * ") + " $"
        let pattern = try HopPattern(parsing: text)
        #expect(pattern.matches(hops))
        #expect(!pattern.matches(Array(hops.dropLast())))
        #expect(pattern.description == text)
        #expect(pattern.single == nil && HopPattern(5).single == 5)
        #expect(try HopPattern(parsing: "5") == HopPattern(5))
        #expect(try HopPattern(parsing: "^ 5").single == nil)
    }

    /// By trying every way: what the words say, and nothing else.
    private static func matches(_ words: ArraySlice<String>, _ hops: ArraySlice<ASN>) -> Bool {
        guard let word = words.first else { return hops.isEmpty }
        if word == "*" {
            return matches(words.dropFirst(), hops) || !hops.isEmpty && matches(words, hops.dropFirst())
        }
        guard let hop = hops.first, word == "." || ASN(word) == hop else { return false }
        return matches(words.dropFirst(), hops.dropFirst())
    }

    @Test("random patterns find what trying every way finds") func asTried() throws {
        var random = SeededGenerator(5)
        var found = 0
        for _ in 0..<10_000 {
            let inner = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                ["1", "2", "3", ".", "*"].randomElement(using: &random) ?? "1"
            }
            let (start, end) = (Bool.random(using: &random), Bool.random(using: &random))
            let text = ((start ? ["^"] : []) + inner + (end ? ["$"] : [])).joined(separator: " ")
            guard let pattern = try? HopPattern(parsing: text) else {
                #expect(inner.allSatisfy { $0 == "*" })
                continue
            }
            let words = (start ? [] : ["*"]) + inner + (end ? [] : ["*"])
            for _ in 0..<5 {
                let hops = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                    ASN(UInt32.random(in: 1...3, using: &random))
                }
                let expected = Self.matches(words[...], hops[...])
                if expected { found += 1 }
                #expect(pattern.matches(hops) == expected, "\(text) in \(hops)")
            }
        }
        #expect(found > 5_000)
    }

    @Test("a pattern that makes others try every way takes a path once") func bounded() throws {
        let pattern = try HopPattern(parsing: Array(repeating: "* 1", count: 31).joined(separator: " ") + " * 2")
        let hops = Array(repeating: ASN(1), count: 100_000)
        #expect(!pattern.matches(hops))
        #expect(pattern.matches(hops + [2]))
    }

    @Test("rules: what is forbidden is found first by AS, then by pattern; one of what is required is enough")
    func rules() throws {
        let pattern = try HopPattern(parsing: "174 1299")
        let rules = PathRules(forbidden: [4134, pattern], required: [6939, try HopPattern(parsing: "^ 1 *  9 $")])
        #expect(rules.forbidden(in: [174, 1299, 4134]) == HopPattern(4134))
        #expect(rules.forbidden(in: [174, 1299]) == pattern)
        #expect(rules.forbidden(in: [1299, 174]) == nil)
        #expect(!rules.lacksRequired([2, 6939]) && !rules.lacksRequired([1, 3, 9]) && rules.lacksRequired([1, 3]))
        #expect(!PathRules(forbidden: [], required: []).lacksRequired([1]))
    }
}
