public import RPKIObjects

public import struct FoundationEssentials.Date

/// A valid manifest, as a canonical cache representation lists it.
public struct ManifestInstance: Hashable, Sendable {
    /// SHA-256 of its octets.
    public let hash: ObjectHash
    /// Its octets.
    public let size: Int
    /// The key that issued it.
    public let authority: KeyIdentifier
    public let number: SerialNumber
    public let thisUpdate: Date
    /// Its rsync URI, which its certificate names too.
    public let location: String
    /// The keys of the valid CA certificates that it lists, ascending.
    public var subordinates: [KeyIdentifier]
}
