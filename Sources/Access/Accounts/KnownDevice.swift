public import struct FoundationEssentials.Date

/// A browser that has logged in to an account before: it has a secret of its own, and its own count of failed tries.
public struct KnownDevice: Hashable, Sendable {
    public let hash: SecretHash
    public let account: AccountName
    /// When it logged in the last time.
    public let used: Date

    public init(hash: SecretHash, account: AccountName, used: Date) {
        self.hash = hash
        self.account = account
        self.used = used
    }
}
