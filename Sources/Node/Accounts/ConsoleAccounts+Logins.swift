package import Access
internal import FoundationEssentials
internal import Synchronization

extension ConsoleAccounts {
    /// Logs a browser in.
    ///
    /// An unknown name takes as long as a wrong password. The session is a new one in any case; that of the visitor ends.
    ///
    /// - Parameters:
    ///   - code: Of the second factor, where the user has typed one.
    ///   - former: Who the browser was until now.
    package func login(
        name: String, password: String, code: String? = nil, from client: LoginClient,
        replacing former: Visitor = .anyone
    ) async throws(AccountFault) -> LoginOutcome {
        guard client.mayLogIn else { return .unencrypted }
        let account = AccountName(name)
        let attempt = LoginTry(
            account: account?.text ?? String(name.prefix(64)), address: client.counted,
            device: try await knownDevice(client, of: account))
        if let until = admit(attempt) {
            record(.sessions, by: .anyone, client.address, .tooManyTries)
            return .wait(until: until)
        }
        var stored: Account?
        if let account { stored = try await onDisk { try $0.account(account) } }
        guard let isRight = await check(password, of: stored) else {
            takeBack(attempt)
            return .busy
        }
        guard isRight, let stored else {
            record(resource(stored), by: .anyone, client.address, .wrongPassword)
            return .refused
        }
        if let key = stored.secondFactor {
            guard let code, !code.isEmpty else {
                takeBack(attempt)
                return .codeNeeded
            }
            guard takeCode(code, key, of: stored.name) else {
                record(resource(stored), by: .anyone, client.address, .wrongPassword)
                return .refused
            }
        }
        await renewHash(of: stored, password)
        memory.withLock { $0.throttle.succeeded(attempt) }
        return .loggedIn(try await begin(stored, .password, client, replacing: former))
    }

    /// Logs a browser in by a one-time link, which is used up with that. The account is made where the link says so.
    package func redeem(
        link: String, from client: LoginClient, replacing former: Visitor = .anyone
    ) async throws(AccountFault) -> LoginOutcome {
        guard client.mayLogIn else { return .unencrypted }
        let attempt = LoginTry(account: "link from \(client.counted)", address: client.counted)
        if let until = admit(attempt) {
            record(.sessions, by: .anyone, client.address, .tooManyTries)
            return .wait(until: until)
        }
        let (now, most) = (clock(), settings.limits.accounts)
        var account: Account?
        if let hash = Secret(link)?.hash {
            account = try await onDisk { store in
                guard let link = try store.take(hash, at: now) else { return nil }
                if let account = try store.account(link.account) { return account }
                let new = Account(name: link.account, roles: link.roles, created: now)
                return try !link.roles.isEmpty && store.add(new, most: most) ? new : nil
            }
        }
        guard let account else {
            record(.sessions, by: .anyone, client.address, .unknownLink)
            return .refused
        }
        memory.withLock { $0.throttle.succeeded(attempt) }
        return .loggedIn(try await begin(account, .link, client, replacing: former))
    }

    /// Ends the session of a visitor.
    package func logout(_ visitor: Visitor) async throws(AccountFault) {
        guard let session = visitor.session else { return }
        _ = try await onDisk { try $0.endSession(session.session.id) }
        record(.sessions.named(session.account.text), by: visitor)
    }

    // MARK: - Steps

    private func begin(
        _ account: Account, _ proof: Session.Proof, _ client: LoginClient, replacing former: Visitor
    ) async throws(AccountFault) -> LoginOutcome.Login {
        var random = SystemRandomNumberGenerator()
        let (secret, now, limits) = (Secret(using: &random), clock(), settings.limits)
        let device = client.device.flatMap { Secret($0) } ?? Secret(using: &random)
        let agent = String(decoding: client.agent.utf8.prefix(limits.agentOctets), as: UTF8.self)
        let session = Session(
            id: 0, hash: secret.hash, account: account.name, proof: proof, created: now, used: now,
            client: client.address, agent: agent)
        let begun = try await onDisk { store in
            if let former = former.session { _ = try store.endSession(former.session.id) }
            let begun = try store.add(session, most: limits.sessionsPerAccount)
            try store.note(
                KnownDevice(hash: device.hash, account: account.name, used: now), most: limits.devicesPerAccount)
            return begun
        }
        record(.sessions.named(account.name.text), by: .user(account.name.text), client.address)
        return LoginOutcome.Login(session: begun, secret: secret.text, device: device.text)
    }

    private func knownDevice(_ client: LoginClient, of name: AccountName?) async throws(AccountFault) -> SecretHash? {
        guard let name, let hash = client.device.flatMap({ Secret($0) })?.hash else { return nil }
        return try await onDisk { try $0.isKnown(hash, of: name) } ? hash : nil
    }

    func admit(_ attempt: LoginTry) -> Date? {
        let now = clock()
        return memory.withLock { $0.throttle.admit(attempt, at: now) }
    }

    func takeBack(_ attempt: LoginTry) {
        memory.withLock { $0.throttle.takeBack(attempt) }
    }

    /// Whether the account has this password; `nil` where it could not be checked now.
    ///
    /// Where there is no account, or none with a password, the same is computed.
    func check(_ password: String, of account: Account?) async -> Bool? {
        let hash = account?.password
        let decoy = ConsoleAccounts.decoy(settings.hashing)
        guard password.utf8.count <= settings.rules.mostOctets else { return false }
        return await workers.run { (try? (hash ?? decoy)?.matches(password)) ?? false && hash != nil }
    }

    /// A hash of no password, which takes as long to compare as others.
    private static func decoy(_ parameters: PasswordHash.Parameters) -> PasswordHash? {
        let numbers = "ln=\(parameters.logarithm),r=\(parameters.blocks),p=\(parameters.parallelism)"
        let (salt, key) = (String(repeating: "A", count: 22), String(repeating: "A", count: 43))
        return PasswordHash("$scrypt$\(numbers)$\(salt)$\(key)")
    }

    /// Takes a code of the second factor, which is not valid again then.
    func takeCode(_ code: String, _ key: OneTimeCode.Key, of name: AccountName) -> Bool {
        let now = clock()
        return memory.withLock { memory in
            guard let step = OneTimeCode.step(of: code, key, at: now, after: memory.codes[name]) else { return false }
            memory.codes[name] = step
            return true
        }
    }

    /// Hashes a password again where its hash is a cheap one. Another login will do where it cannot be done now.
    private func renewHash(of account: Account, _ password: String) async {
        guard let hash = account.password, hash.parameters.isWeaker(than: settings.hashing) else { return }
        let hashing = settings.hashing
        let new = await workers.run { () -> PasswordHash? in
            var random = SystemRandomNumberGenerator()
            return try? PasswordHash(of: password, hashing, using: &random)
        }
        guard let new = new ?? nil else { return }
        var renewed = account
        renewed.password = new
        let changed = renewed
        _ = try? await onDisk { try $0.update(changed, from: account) }
    }

    private func resource(_ account: Account?) -> Resource {
        // A name that is not an account may be a password in the wrong field: it is not recorded.
        account.map { .sessions.named($0.name.text) } ?? .sessions
    }
}
