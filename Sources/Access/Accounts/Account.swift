public import struct FoundationEssentials.Date

/// An account: who may log in, and what they may do then.
public struct Account: Hashable, Sendable {
    public let name: AccountName
    /// `nil` where no password was set: only a one-time link logs in.
    public var password: PasswordHash?
    /// The secret of the second factor (RFC 6238); `nil` for none.
    public var secondFactor: OneTimeCode.Key?
    public var roles: Set<Role>
    public let created: Date

    public init(
        name: AccountName, password: PasswordHash? = nil, secondFactor: OneTimeCode.Key? = nil, roles: Set<Role>,
        created: Date
    ) {
        self.name = name
        self.password = password
        self.secondFactor = secondFactor
        self.roles = roles
        self.created = created
    }
}
