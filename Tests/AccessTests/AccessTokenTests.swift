import Access
import TestSupport
import Testing

@Suite struct AccessTokenTests {
    @Test func aTokenIsRecognisedByItsBeginningAndHas32Octets() throws {
        var generator = SeededGenerator(1)
        let token = AccessToken(using: &generator)
        #expect(token.text.hasPrefix("atalaya_"))
        #expect(token.text.count == 8 + 64)
        #expect(AccessToken(token.text)?.text == token.text)
        #expect(AccessToken(using: &generator).text != token.text)
    }

    @Test(arguments: [
        "", "atalaya_", "atalaya_" + String(repeating: "a", count: 63), "atalaya_" + String(repeating: "a", count: 65),
        "atalaya_" + String(repeating: "A", count: 64), "atalaya_" + String(repeating: "g", count: 64),
        "Atalaya_" + String(repeating: "a", count: 64), String(repeating: "a", count: 72),
        " atalaya_" + String(repeating: "a", count: 64), "atalaya_" + String(repeating: "é", count: 32),
    ])
    func otherTextsAreNotTokens(text: String) {
        #expect(AccessToken(text) == nil)
    }

    /// `printf %s atalaya_0000… | sha256sum`
    @Test func theHashIsThatOfTheText() throws {
        let token = try #require(AccessToken("atalaya_" + String(repeating: "0", count: 64)))
        let hash = TokenHash(of: token)
        #expect("\(hash)" == "sha256:b72d788a3c54620ab6531887cbd4259835454f82d1627f60393d04df2c23c286")
        #expect(TokenHash("\(hash)") == hash)
        #expect(TokenHash("\(hash)".replacing("sha256:", with: "")) == nil)
        #expect(TokenHash(token.text) == nil)
        #expect(TokenHash("sha256:00") == nil)
    }

    @Test func hashesThatDifferInOneOctetAreNotEqual() throws {
        let zeros = String(repeating: "00", count: 32)
        let hash = try #require(TokenHash("sha256:" + zeros))
        for place in 0..<32 {
            var octets = Array(repeating: "00", count: 32)
            octets[place] = "01"
            #expect(TokenHash("sha256:" + octets.joined()) != hash, "\(place)")
        }
        #expect(TokenHash("sha256:" + zeros) == hash)
    }
}
