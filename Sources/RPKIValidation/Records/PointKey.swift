public import RPKIObjects

/// What names a publication point in a store: the trust anchor's key, the CA's key, and the manifest.
///
/// The CA's key is part of it since two keys may share a folder while one replaces the other (RFC 6489), and the manifest's
/// name since a CA may start its numbers anew under another one (RFC 9981 section 2).
public struct PointKey: Hashable, Sendable {
    /// SHA-256 of the trust anchor's SubjectPublicKeyInfo.
    public let trustAnchor: ObjectHash
    public let authority: KeyIdentifier
    /// The manifest's rsync URI.
    public let manifest: String

    public init(trustAnchor: ObjectHash, authority: KeyIdentifier, manifest: String) {
        self.trustAnchor = trustAnchor
        self.authority = authority
        self.manifest = manifest
    }
}
