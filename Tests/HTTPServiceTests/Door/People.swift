import Access
import FoundationEssentials
import Synchronization
import TestSupport

@testable import HTTPService

/// Who has logged in, in tests.
final class People: SessionAuthority {
    private struct State {
        var sessions: [SecretHash: Session] = [:]
        var roles: [SecretHash: Set<Role>] = [:]
        var uses = 0
    }

    private let state = Mutex(State())
    let isInUse: Bool

    init(isInUse: Bool = true) {
        self.isInUse = isInUse
    }

    var uses: Int { state.withLock { $0.uses } }

    /// Logs a user in; gives the secret of the session.
    func logIn(_ seed: UInt64, roles: Set<Role>, created: Date = TestServer.now) -> Secret {
        var generator = SeededGenerator(seed)
        let secret = Secret(using: &generator)
        guard let name = AccountName("user\(seed)") else { preconditionFailure("not a name") }
        state.withLock {
            $0.sessions[secret.hash] = Session(
                id: Int64(seed), hash: secret.hash, account: name, proof: .password, created: created, used: created,
                client: "192.0.2.1", agent: "browser")
            $0.roles[secret.hash] = roles
        }
        return secret
    }

    func logOut(_ secret: Secret) {
        state.withLock { $0.sessions[secret.hash] = nil }
    }

    func session(of secret: Secret) -> OpenSession? {
        state.withLock { state in
            guard let session = state.sessions[secret.hash], session.isOpen(at: TestServer.now, SessionTimes()) else {
                return nil
            }
            return OpenSession(
                session, roles: state.roles[secret.hash] ?? [], formToken: secret.formToken)
        }
    }

    func noteUse(of session: OpenSession) {
        state.withLock { $0.uses += 1 }
    }
}
