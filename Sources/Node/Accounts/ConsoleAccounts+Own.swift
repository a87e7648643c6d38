package import Access
internal import FoundationEssentials
internal import Synchronization

/// What users do with their own account.
extension ConsoleAccounts {
    /// Changes the password of a visitor. The other sessions of the account end.
    ///
    /// - Parameter current: The password until now; not needed in a session that began by a one-time link.
    package func changePassword(
        of visitor: Visitor, from current: String?, to new: String
    ) async throws(AccountFault) {
        let session = try session(of: visitor)
        let name = session.account
        if session.session.proof != .link { try await prove(current ?? "", visitor) }
        let hash = try await hash(new, of: name)
        try await onDisk { store in
            try ConsoleAccounts.change(name, in: store) { $0.password = hash }
            try store.endSessions(of: name, except: session.session.id)
        }
        record(.account.named("\(name)/password"), by: visitor)
    }

    /// The open sessions of an account, the last used first.
    package func sessions(of name: AccountName) async throws(AccountFault) -> [Session] {
        let all = try await onDisk { try $0.sessions() }
        let (used, now) = (memory.withLock { $0.used }, clock())
        return all.filter { $0.account == name }.map { session in
            var session = session
            session.used = max(session.used, used[session.id] ?? session.used)
            return session
        }.filter { $0.isOpen(at: now, settings.times) }.sorted { $0.used > $1.used }
    }

    /// The open sessions of all accounts, the last used first.
    package func sessions() async throws(AccountFault) -> [Session] {
        var all: [Session] = []
        for account in try await accounts() { all += try await sessions(of: account.name) }
        return all.sorted { $0.used > $1.used }
    }

    /// Ends a session: one's own, or that of another for who administers the node.
    package func revoke(_ id: Int64, by visitor: Visitor) async throws(AccountFault) {
        let found = try await onDisk { try $0.sessions().first { $0.id == id } }
        guard let found, found.account == visitor.session?.account || visitor.may(.change, .sessions) else {
            // Who may not end it does not learn whether there is one.
            throw .unknownSession
        }
        guard try await onDisk({ try $0.endSession(id) }) else { throw .unknownSession }
        record(.sessions.named(found.account.text), by: visitor)
    }

    // MARK: - Second factor

    /// A new secret for an app that shows codes. It counts when ``setSecondFactor(_:code:of:)`` is called with a code of it.
    package func newSecondFactor() -> OneTimeCode.Key {
        var random = SystemRandomNumberGenerator()
        return OneTimeCode.Key(using: &random)
    }

    /// Asks for codes at each login from now on.
    package func setSecondFactor(
        _ key: OneTimeCode.Key, code: String, password: String, of visitor: Visitor
    ) async throws(AccountFault) {
        let name = try session(of: visitor).account
        try await prove(password, visitor)
        guard takeCode(code, key, of: name) else { throw .wrongCode }
        try await onDisk { store in try ConsoleAccounts.change(name, in: store) { $0.secondFactor = key } }
        record(.account.named("\(name)/second-factor"), by: visitor)
    }

    /// Asks for codes no longer.
    package func removeSecondFactor(password: String, of visitor: Visitor) async throws(AccountFault) {
        let name = try session(of: visitor).account
        try await prove(password, visitor)
        try await onDisk { store in try ConsoleAccounts.change(name, in: store) { $0.secondFactor = nil } }
        record(.account.named("\(name)/second-factor"), by: visitor)
    }

    // MARK: - Preferences

    package func preferences(of name: AccountName) async throws(AccountFault) -> [String: String] {
        try await onDisk { try $0.preferences(of: name) }
    }

    /// Sets what a user has chosen; `nil` removes it.
    package func set(
        _ preference: String, to value: String?, of visitor: Visitor
    ) async throws(AccountFault) {
        let (name, limits) = (try session(of: visitor).account, settings.limits)
        guard preference.utf8.count <= 100, value?.utf8.count ?? 0 <= limits.preferenceOctets else { throw .noRoom }
        let isSet = try await onDisk { try $0.set(preference, to: value, of: name, most: limits.preferences) }
        guard isSet else { throw .noRoom }
    }

    // MARK: - Steps

    private func session(of visitor: Visitor) throws(AccountFault) -> OpenSession {
        guard let session = visitor.session else { throw .notPermitted }
        return session
    }

    /// Who has a session does not get more tries at the password with it.
    private func prove(_ password: String, _ visitor: Visitor) async throws(AccountFault) {
        let session = try session(of: visitor)
        let attempt = LoginTry(account: "password of \(session.account)", address: session.session.client)
        if let until = admit(attempt) { throw .wait(until: until) }
        let name = session.account
        let account = try await onDisk { try $0.account(name) }
        guard let isRight = await check(password, of: account) else {
            takeBack(attempt)
            throw .busy
        }
        guard isRight else {
            record(.account.named("\(name)/password"), by: visitor.principal, session.session.client, .wrongPassword)
            throw .wrongPassword
        }
        memory.withLock { $0.throttle.succeeded(attempt) }
    }
}
