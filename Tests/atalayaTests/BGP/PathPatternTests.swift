import BGPMessages
import NumberResources
import TestSupport
import Testing

@testable import atalaya

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Regular expressions over AS paths") struct PathPatternTests {
    static func matches(_ pattern: String, _ asns: [ASN]) throws -> Bool {
        try PathPattern(parsing: pattern).matches(ASPath(asns))
    }

    @Test(
        "what is found in a path",
        arguments: [
            ("_65001_", [65_000, 65_001, 65_002], true), ("_6500_", [65_000, 65_001], false),
            ("^65000_", [65_000, 65_001], true), ("^65000$", [65_000], true), ("^65000$", [65_000, 65_001], false),
            ("_(65001|65002)$", [65_000, 65_002], true), ("^[0-9]+ [0-9]+$", [1, 2, 3], false),
            ("^([0-9]+ ){2}3$", [1, 2, 3], true), ("^([0-9]+ ){3,}3$", [1, 2, 3], false), ("^$", [], true),
            ("_1_2_", [1, 2], true), ("^.*(_2_)?$", [1], true), ("(1 ?){2}", [1, 1], true), ("[^0-9 ]", [1, 2], false),
            ("[[:digit:]]{5}", [1, 65_000], true), ("6\\.5", [65], false), ("()", [1], true), ("a|1", [1], true),
        ] as [(String, [ASN], Bool)])
    func found(pattern: String, path: [ASN], expected: Bool) throws {
        #expect(try Self.matches(pattern, path) == expected)
    }

    @Test("braces of a set are themselves") func sets() throws {
        let path = ASPath(asns: [1, 2, 3], runs: [.init(kind: .sequence, count: 1), .init(kind: .set, count: 2)])
        #expect(try PathPattern(parsing: "[{]2,3}").matches(path) == path.description.contains("{2,3}"))
        #expect(try PathPattern(parsing: "_2_").matches(path))
    }

    @Test(
        "what cannot be read, or would be too large, is refused with a reason",
        arguments: [
            ("(((((.{1,255}){1,255}){1,255}){1,255}){1,255})", "2000 steps"), ("(((){255}){255}){255}", "2000 steps"),
            ("(.{255}){10}", "2000 steps"), ("(", "without a matching \")\""), (")", "without a matching \"(\""),
            ("[1", "without a matching \"]\""),
            ("*", "nothing before"), ("1{256}", "at most 255"), ("1{3,2}", "in order"),
            ("1{2", "without a matching \"}\""),
            ("(1)\\1", "not part of POSIX"), ("[[:nothing:]]", "unknown character class"), ("é", "not ASCII"),
            ("1\\", "nothing after"),
            (String(repeating: "(", count: 60), "groups are nested more than 50 deep"),
            (String(repeating: "1", count: 4_097), "4096 octets"),
        ])
    func refused(pattern: String, reason: String) {
        let error = #expect(throws: PathPatternError.self) { try PathPattern(parsing: pattern) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("an expression that makes other matchers try every way takes a path once") func bounded() throws {
        let path = (0..<1_000).map { ASN(64_500 + $0 % 7) }
        let start = ContinuousClock.now
        for pattern in [
            "(.*)*x", "((6*)*)*x", "(.?){255}.{255}x", "(.*.*.*.*.*.*)x", "([0-9]+ ?)+x", ".{1,200}.{1,200}x",
        ] {
            #expect(try !Self.matches(pattern, path))
        }
        #expect(start.duration(to: .now) < .seconds(60))
    }

    #if canImport(Glibc)
        /// An expression of a few parts.
        static func expression(_ random: inout some RandomNumberGenerator, _ depth: Int) -> String {
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ -> String in
                let atom =
                    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
                    case 0: "."
                    case 1: "[12]"
                    case 2: "[^1]"
                    case 3: " "
                    case 4, 5: ["1", "2", "3"].randomElement(using: &random) ?? "1"
                    case 6: "(\(expression(&random, depth - 1))|\(expression(&random, depth - 1)))"
                    default: "(\(expression(&random, depth - 1)))"
                    }
                return atom + (["", "", "*", "+", "?", "{2}", "{0,2}"].randomElement(using: &random) ?? "")
            }
            // The C library finds (^1){2} where it is not: ends are outside of groups only.
            return (depth == 2 && Int.random(in: 0..<5, using: &random) == 0 ? "^" : "") + parts.joined()
                + (depth == 2 && Int.random(in: 0..<5, using: &random) == 0 ? "$" : "")
        }

        @Test("random expressions find what the C library's do") func asOthers() throws {
            var random = SeededGenerator(1)
            for _ in 0..<500 {
                let text = Self.expression(&random, 2)
                var compiled = regex_t()
                guard regcomp(&compiled, text, REG_EXTENDED | REG_NOSUB) == 0 else { continue }
                defer { regfree(&compiled) }
                let pattern = try PathPattern(parsing: text)
                for _ in 0..<20 {
                    let path = ASPath(
                        (0..<Int.random(in: 0...6, using: &random)).map { _ in ASN(.random(in: 1...3, using: &random)) }
                    )
                    let expected = regexec(&compiled, path.description, 0, nil, 0) == 0
                    #expect(pattern.matches(path) == expected, "\(text) in “\(path)”")
                }
            }
        }
    #endif
}
