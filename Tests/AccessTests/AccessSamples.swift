import Access
import FoundationEssentials
import TestSupport
import Testing

/// What several suites are about.
enum AccessSamples {
    static let now = Date(timeIntervalSince1970: 1_773_644_400)

    static func name(_ text: String) -> AccountName {
        guard let name = AccountName(text) else { preconditionFailure("\(text) is not a name") }
        return name
    }

    static func secret(_ seed: UInt64) -> Secret {
        var generator = SeededGenerator(seed)
        return Secret(using: &generator)
    }

    static func session(
        roles: Set<Role> = [.viewer], created: Date = now, used: Date = now
    ) -> OpenSession {
        let secret = secret(1)
        let session = Session(
            id: 1, hash: secret.hash, account: name("alice"), proof: .password, created: created, used: used,
            client: "192.0.2.1", agent: "browser")
        return OpenSession(session, roles: roles, formToken: secret.formToken)
    }
}
