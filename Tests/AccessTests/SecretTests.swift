import Access
import FoundationEssentials
import Testing

@Suite("Secrets of sessions, browsers and links") struct SecretTests {
    @Test("A secret is 32 random octets, and its text is read back") func text() throws {
        let secret = AccessSamples.secret(1)
        #expect(secret.text.utf8.count == 43)
        #expect(Secret(secret.text)?.hash == secret.hash)
        #expect(secret.hash.octets.count == 32)
        #expect(AccessSamples.secret(2).hash != secret.hash)
        #expect(SecretHash(octets: secret.hash.octets) == secret.hash)
        #expect(SecretHash(octets: Array(secret.hash.octets.dropLast())) == nil)
    }

    @Test(
        "Other texts are not secrets",
        arguments: [
            "", "a", String(repeating: "a", count: 42), String(repeating: "a", count: 44),
            String(repeating: "+", count: 43), String(repeating: "=", count: 43),
            String(repeating: "a", count: 42) + "b",
            String(repeating: "é", count: 21) + "a", String(repeating: "a", count: 1_000_000),
        ])
    func other(text: String) {
        #expect(Secret(text) == nil)
    }

    @Test("The token of a form belongs to one session, and does not give away its secret") func formToken() {
        let (secret, other) = (AccessSamples.secret(1), AccessSamples.secret(2))
        let session = AccessSamples.session()
        #expect(session.accepts(formToken: secret.formToken))
        #expect(secret.formToken.utf8.count == 43 && secret.formToken == AccessSamples.secret(1).formToken)
        for text in [other.formToken, secret.text, "", String(secret.formToken.dropLast()), secret.formToken + "a"] {
            #expect(!session.accepts(formToken: text), "\(text)")
        }
        #expect(Secret(secret.formToken)?.hash != secret.hash)
    }

    @Test(
        "A session is open until it is too old or idle for too long",
        arguments: [
            (0, 0, true), (43_199, 0, true), (43_200, 0, false), (3_000, 3_599, true), (4_000, 3_600, false),
            (-299, -299, true), (-301, -301, false), (1e12, 0, false),
        ] as [(Double, Double, Bool)])
    func times(age: Double, idle: Double, isOpen: Bool) {
        let now = AccessSamples.now
        let session = AccessSamples.session(
            created: now.addingTimeInterval(-age), used: now.addingTimeInterval(-idle))
        #expect(session.session.isOpen(at: now, SessionTimes()) == isOpen)
    }
}
