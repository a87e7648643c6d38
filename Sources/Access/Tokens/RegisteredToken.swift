public import struct FoundationEssentials.Date

/// A registered token: its holder, permissions and expiry.
public struct RegisteredToken: Hashable, Sendable {
    /// Name of its holder or purpose.
    public let name: String
    public let hash: TokenHash
    public let grants: [Grant]
    /// The first moment at which it is not valid.
    public let expires: Date

    public init(name: String, hash: TokenHash, grants: [Grant], expires: Date) {
        self.name = name
        self.hash = hash
        self.grants = grants
        self.expires = expires
    }
}
