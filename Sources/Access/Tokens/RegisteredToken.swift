public import struct FoundationEssentials.Date

/// What is kept of a token: who has it, what it permits, and until when.
public struct RegisteredToken: Hashable, Sendable {
    /// Who has it, or what it is for.
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
