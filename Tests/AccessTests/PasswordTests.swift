import Access
import TestSupport
import Testing

@Suite("Passwords") struct PasswordTests {
    /// Cheap, so that tests do not take half a second each.
    private static let cheap = PasswordHash.Parameters(logarithm: 4, blocks: 8, parallelism: 1)

    private static func hash(_ password: String, seed: UInt64 = 1) throws -> PasswordHash {
        var generator = SeededGenerator(seed)
        return try PasswordHash(of: password, try #require(cheap), using: &generator)
    }

    /// RFC 7914 section 12, the third vector.
    @Test("The hash is scrypt") func vector() throws {
        let key =
            "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"
        let hash = try #require(PasswordHash("$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$\(key)"))
        #expect(try hash.matches("pleaseletmein"))
        #expect(try !hash.matches("pleaseletmeout"))
        #expect(hash.parameters.isWeaker(than: .current))
        #expect(!PasswordHash.Parameters.current.isWeaker(than: .current))
        #expect(PasswordHash.Parameters.current == PasswordHash.Parameters(logarithm: 15, blocks: 8, parallelism: 3))
    }

    @Test("A hash is read back from its text, and each has a salt of its own") func text() throws {
        let hash = try Self.hash("correct horse battery")
        #expect(hash.description.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(!hash.description.hasSuffix("="))
        let again = try #require(PasswordHash(hash.description))
        #expect(again == hash)
        #expect(try again.matches("correct horse battery"))
        #expect(try Self.hash("correct horse battery", seed: 2) != hash)
    }

    @Test("No other password matches, the empty one and a very long one included")
    func others() throws {
        let hash = try Self.hash("correct horse battery")
        for password in ["", "correct horse batter", "Correct horse battery", String(repeating: "a", count: 100_000)] {
            #expect(try !hash.matches(password), "\(password.prefix(30))")
        }
        #expect(try !Self.hash("\0 horse battery staple").matches(""))
    }

    @Test(
        "What is not a hash, or would take too much to check, is refused",
        arguments: [
            "", "$", "$scrypt$", "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAA$", "$scrypt$ln=15,r=8$AAAAAAAAAAAAAAAA$AAAA",
            "$scrypt$ln=21,r=8,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=20,r=8,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=15,r=8,p=17$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=-1,r=8,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=9999999999999999999999,r=8,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$v=19$m=1,t=1,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=14,r=8,p=1$AA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ])
    func invalid(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test(
        "Rules",
        arguments: [
            ("correct horse", nil), ("elevenchars", .tooShort(least: 12)), ("twelve chars", nil),
            ("", .tooShort(least: 12)), ("ñandú común y así", nil), ("ééééééabcdef", nil),
            (String(repeating: "abcd", count: 256), nil),
            (String(repeating: "abcd", count: 256) + "e", .tooLong(octets: 1_024)),
            ("correct\thorse", .unprintable), ("correct\nhorse", .unprintable), ("correct\u{202e}horse", .unprintable),
            ("aaaaaaaaaaaaaaaa", .obvious), ("abababababab", .obvious), ("Alice.Wonderland", .obvious),
        ] as [(String, PasswordRules.Fault?)])
    func rules(password: String, fault: PasswordRules.Fault?) {
        let name = AccessSamples.name("alice.wonderland")
        var found: PasswordRules.Fault?
        do throws(PasswordRules.Fault) {
            try PasswordRules().check(password, of: name)
        } catch {
            found = error
        }
        #expect(found == fault)
    }

    @Test(
        "Names of accounts",
        arguments: [
            ("alice", "alice"), ("Alice", "alice"), ("a", "a"), ("noc-2@example.net", "noc-2@example.net"),
            ("", nil), ("-a", nil), ("a b", nil), ("ålice", nil), ("a/b", nil), ("a\n", nil),
            (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
            (String(repeating: "a", count: 65), nil), ("K\u{212a}", nil),
        ] as [(String, String?)])
    func names(text: String, name: String?) {
        #expect(AccountName(text)?.text == name)
    }
}
