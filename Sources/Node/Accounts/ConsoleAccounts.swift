package import Access
internal import NIOPosix
internal import SecurityEvents
internal import Synchronization

package import struct FoundationEssentials.Date

/// The accounts of the console: who may log in, who has, and all that changes that.
///
/// Sessions are answered from memory, on the threads of connections. What another process changes, such as
/// `atalaya console user`, is seen when ``refresh()`` is called next. Each change is in the audit, with who made it.
package final class ConsoleAccounts: SessionAuthority {
    /// What it goes by.
    package struct Settings: Sendable {
        package var times = SessionTimes()
        package var rules = PasswordRules()
        package var limits = AccountLimits()
        package var throttle = ThrottleLimits()
        /// What new hashes of passwords are made with.
        package var hashing = PasswordHash.Parameters.current

        package init() {}
    }

    /// What is known of an account without asking the disk.
    struct Profile: Sendable {
        let roles: Set<Role>
        let language: String?
    }

    struct Memory: Sendable {
        /// The version of the store that the others are of; `nil` before the first look.
        var version: Int64?
        var profiles: [AccountName: Profile] = [:]
        var sessions: [SecretHash: Session] = [:]
        /// When sessions were used, as far as that is not on the disk.
        var used: [Int64: Date] = [:]
        var throttle: LoginThrottle
        /// The period of the last code that was taken of each account.
        var codes: [AccountName: UInt64] = [:]
        var log: any AccessLog
    }

    /// The name of the preference with the language of a user.
    package static let language = "language"

    package let settings: Settings
    let store: any AccountStore
    let clock: @Sendable () -> Date
    let workers: PasswordWorkers
    let memory: Mutex<Memory>

    /// - Parameters:
    ///   - log: Where changes are recorded, until ``record(in:)``.
    ///   - clock: The machine's: sessions last as long as they do for their users.
    package init(
        _ store: any AccountStore, log: any AccessLog, settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.settings = settings
        self.clock = clock
        workers = PasswordWorkers(settings.limits)
        memory = Mutex(Memory(throttle: LoginThrottle(limits: settings.throttle), log: log))
    }

    /// Changes are recorded there from now on.
    package func record(in log: any AccessLog) {
        memory.withLock { $0.log = log }
    }

    // MARK: - What connections ask

    package var isInUse: Bool { memory.withLock { !$0.profiles.isEmpty } }

    package func session(of secret: Secret) -> OpenSession? {
        let hash = secret.hash
        let found = memory.withLock { memory -> (Session, Profile)? in
            guard var session = memory.sessions[hash], let profile = memory.profiles[session.account] else {
                return nil
            }
            session.used = max(session.used, memory.used[session.id] ?? session.used)
            return (session, profile)
        }
        guard let (session, profile) = found, session.isOpen(at: clock(), settings.times) else { return nil }
        return OpenSession(session, roles: profile.roles, formToken: secret.formToken, language: profile.language)
    }

    package func noteUse(of session: OpenSession) {
        let now = clock()
        memory.withLock { $0.used[session.session.id] = now }
    }

    // MARK: - What is on the disk

    /// Takes over what has changed on the disk. Blocks for as long as the disk takes.
    package func refresh() throws {
        let version = try store.version()
        guard memory.withLock({ $0.version != version }) else { return }
        let languages = try store.values(of: ConsoleAccounts.language)
        let profiles = try store.accounts().map { account in
            (account.name, Profile(roles: account.roles, language: languages[account.name]))
        }
        let sessions = try store.sessions()
        memory.withLock { memory in
            // Another look may have been later and quicker.
            guard memory.version ?? .min < version else { return }
            memory.version = version
            memory.profiles = Dictionary(profiles) { first, _ in first }
            memory.sessions = Dictionary(sessions.map { ($0.hash, $0) }) { first, _ in first }
            let ids = Set(sessions.map(\.id))
            memory.used = memory.used.filter { ids.contains($0.key) }
        }
    }

    /// Writes down when sessions were used, and removes those that are over.
    package func tidy() throws {
        let (used, now) = (memory.withLock { $0.used }, clock())
        try store.tidySessions(
            used: used, createdBefore: now.addingTimeInterval(-settings.times.seconds),
            usedBefore: now.addingTimeInterval(-settings.times.idleSeconds))
        memory.withLock { memory in
            for (id, date) in used where memory.used[id] == date {
                memory.used[id] = nil
                if let (hash, session) = memory.sessions.first(where: { $0.value.id == id }) {
                    memory.sessions[hash]?.used = max(session.used, date)
                }
            }
        }
        try refresh()
    }

    /// Runs `work` on a thread for disks, and takes over what it has changed.
    func onDisk<Result: Sendable>(
        _ work: @escaping @Sendable (any AccountStore) throws -> Result
    ) async throws(AccountFault) -> Result {
        do {
            return try await NIOThreadPool.singleton.runIfActive { [self] in
                let result = try work(store)
                try refresh()
                return result
            }
        } catch let fault as AccountFault {
            throw fault
        } catch {
            throw .store(reason: "\(error)")
        }
    }

    // MARK: - The audit

    /// Records a change or a login.
    func record(
        _ resource: Resource, by principal: Principal, _ client: String, _ refusal: AccessDecision.Refusal? = nil
    ) {
        let record = AccessRecord(
            time: clock(), client: client, question: AccessQuestion(.change, resource, marked: .red),
            decision: AccessDecision(principal, refusal: refusal))
        memory.withLock { $0.log }.append(record)
    }

    func record(_ resource: Resource, by visitor: Visitor) {
        record(resource, by: visitor.principal, visitor.session?.session.client ?? "local")
    }
}
