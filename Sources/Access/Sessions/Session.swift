public import struct FoundationEssentials.Date

/// A browser that has logged in to an account, as it is stored: who has the secret of it, is the user.
public struct Session: Hashable, Sendable {
    /// How the user has proved who they are.
    public enum Proof: String, Hashable, Sendable, CaseIterable {
        case password
        /// A one-time link, with which a new password may be set without the former one.
        case link
    }

    /// What it is called in lists; says nothing about its secret.
    public let id: Int64
    public let hash: SecretHash
    public let account: AccountName
    public let proof: Proof
    public let created: Date
    /// When the last request came.
    public var used: Date
    /// The address of the login, as text.
    public let client: String
    /// What the browser says that it is; comes from outside.
    public let agent: String

    public init(
        id: Int64, hash: SecretHash, account: AccountName, proof: Proof, created: Date, used: Date, client: String,
        agent: String
    ) {
        self.id = id
        self.hash = hash
        self.account = account
        self.proof = proof
        self.created = created
        self.used = used
        self.client = client
        self.agent = agent
    }

    /// Whether it has not ended by itself. One that a later clock has made is over, too.
    public func isOpen(at now: Date, _ times: SessionTimes) -> Bool {
        let (age, idle) = (now.timeIntervalSince(created), now.timeIntervalSince(used))
        // A clock that was set back a little does not log everyone out.
        return age > -300 && age < times.seconds && idle < times.idleSeconds
    }
}
