public import struct FoundationEssentials.Date

/// A link that logs in once to an account.
public struct LoginLink: Hashable, Sendable {
    public let hash: SecretHash
    public let account: AccountName
    /// The roles of the account where it is not there yet; empty for a link to an account that has to be there.
    public let roles: Set<Role>
    public let created: Date
    /// The first moment at which it is not valid.
    public let expires: Date

    public init(hash: SecretHash, account: AccountName, roles: Set<Role>, created: Date, expires: Date) {
        self.hash = hash
        self.account = account
        self.roles = roles
        self.created = created
        self.expires = expires
    }
}
