package import Access
internal import FoundationEssentials
internal import Synchronization

/// What administrators do with accounts. An operator at the command line counts as one.
extension ConsoleAccounts {
    /// An operator at the command line.
    package static let operatorVisitor = Visitor(.commandLine, grants: Role.administrator.grants)

    /// All accounts, by name.
    package func accounts() async throws(AccountFault) -> [Account] {
        try await onDisk { try $0.accounts() }
    }

    /// - Parameter password: `nil` for an account that logs in by a one-time link first.
    package func createUser(
        _ name: String, password: String?, roles: Set<Role>, by visitor: Visitor
    ) async throws(AccountFault) {
        try permit(visitor)
        guard let name = AccountName(name) else { throw .invalidName }
        try check(roles)
        var hash: PasswordHash?
        if let password { hash = try await self.hash(password, of: name) }
        let account = Account(name: name, password: hash, roles: roles, created: clock())
        let most = settings.limits.accounts
        try await onDisk { store in
            guard try store.account(name) == nil else { throw AccountFault.nameTaken }
            guard try store.add(account, most: most) else { throw AccountFault.tooManyAccounts(most: most) }
        }
        record(.users.named(name.text), by: visitor)
    }

    /// Removes an account with its sessions.
    package func removeUser(_ name: String, by visitor: Visitor) async throws(AccountFault) {
        try permit(visitor)
        guard let name = AccountName(name) else { throw .unknownAccount }
        try await onDisk { store in
            try ConsoleAccounts.keepAdministrator(store, but: name)
            guard try store.remove(name) else { throw AccountFault.unknownAccount }
        }
        record(.users.named(name.text), by: visitor)
    }

    package func setRoles(
        of name: String, to roles: Set<Role>, by visitor: Visitor
    ) async throws(AccountFault) {
        try permit(visitor)
        try check(roles)
        guard let name = AccountName(name) else { throw .unknownAccount }
        try await onDisk { store in
            if !roles.contains(.administrator) { try ConsoleAccounts.keepAdministrator(store, but: name) }
            try ConsoleAccounts.change(name, in: store) { $0.roles = roles }
        }
        record(.users.named("\(name)/roles"), by: visitor)
    }

    /// Sets the password of another user, whose sessions end, and whose second factor goes.
    package func setPassword(
        of name: String, to password: String, by visitor: Visitor
    ) async throws(AccountFault) {
        try permit(visitor)
        guard let name = AccountName(name) else { throw .unknownAccount }
        let hash = try await hash(password, of: name)
        try await onDisk { store in
            try ConsoleAccounts.change(name, in: store) { account in
                account.password = hash
                account.secondFactor = nil
            }
            try store.endSessions(of: name, except: nil)
            try store.forgetDevices(of: name)
        }
        record(.users.named("\(name)/password"), by: visitor)
    }

    /// Makes a link that logs in once to an account.
    ///
    /// - Parameter roles: Those of the account where it is not there yet; empty where it has to be there.
    /// - Returns: The secret of the link, which is shown once.
    package func makeLink(
        for name: String, roles: Set<Role> = [], by visitor: Visitor
    ) async throws(AccountFault) -> String {
        try permit(visitor)
        guard let name = AccountName(name) else { throw .invalidName }
        var random = SystemRandomNumberGenerator()
        let (secret, now) = (Secret(using: &random), clock())
        let link = LoginLink(
            hash: secret.hash, account: name, roles: roles, created: now,
            expires: now.addingTimeInterval(Double(settings.limits.linkSeconds)))
        let most = settings.limits.loginLinks
        try await onDisk { store in
            if roles.isEmpty, try store.account(name) == nil { throw AccountFault.unknownAccount }
            try store.add(link, most: most)
        }
        record(.users.named("\(name)/login-link"), by: visitor)
        return secret.text
    }

    // MARK: - Steps

    private func permit(_ visitor: Visitor) throws(AccountFault) {
        guard visitor.may(.change, .users) else { throw .notPermitted }
    }

    private func check(_ roles: Set<Role>) throws(AccountFault) {
        guard !roles.isEmpty, roles.isSubset(of: Role.assignable) else { throw .noRoles }
    }

    /// The hash of a new password.
    func hash(_ password: String, of name: AccountName) async throws(AccountFault) -> PasswordHash {
        do throws(PasswordRules.Fault) {
            try settings.rules.check(password, of: name)
        } catch {
            throw .password(error)
        }
        let hashing = settings.hashing
        let hash = await workers.run { () -> PasswordHash? in
            var random = SystemRandomNumberGenerator()
            return try? PasswordHash(of: password, hashing, using: &random)
        }
        guard let hash else { throw .busy }
        guard let hash else { throw .store(reason: "the password could not be hashed") }
        return hash
    }

    static func change(
        _ name: AccountName, in store: any AccountStore, _ body: (inout Account) -> Void
    ) throws {
        guard let former = try store.account(name) else { throw AccountFault.unknownAccount }
        var account = former
        body(&account)
        guard try store.update(account, from: former) else { throw AccountFault.changedMeanwhile }
    }

    private static func keepAdministrator(_ store: any AccountStore, but name: AccountName) throws {
        let administrators = try store.accounts().filter { $0.roles.contains(.administrator) }.map(\.name)
        guard administrators != [name] else { throw AccountFault.lastAdministrator }
    }
}
