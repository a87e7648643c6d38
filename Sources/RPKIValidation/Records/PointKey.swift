public import RPKIObjects

/// The key of a publication point in a store: the trust anchor's key, the CA's key, and the folder.
///
/// The CA's key is part of it since two keys may share a folder while one replaces the other (RFC 6489). The manifest's name
/// is not: a CA may change it, which must be noticed (RFC 9981 section 2).
public struct PointKey: Hashable, Sendable {
    /// SHA-256 of the trust anchor's SubjectPublicKeyInfo.
    public let trustAnchor: ObjectHash
    public let authority: KeyIdentifier
    /// The publication point's rsync URI.
    public let repository: String

    public init(trustAnchor: ObjectHash, authority: KeyIdentifier, repository: String) {
        self.trustAnchor = trustAnchor
        self.authority = authority
        self.repository = repository
    }
}
