public import RPKIObjects
public import ValidatedPayloads

public import struct FoundationEssentials.Date

/// The state of a validator at one time, in the canonical form that every validator with the same input writes
/// (draft-ietf-sidrops-rpki-ccr).
///
/// ```swift
/// let representation = CanonicalCacheRepresentation(run)
/// representation.encoded                      // the octets of a .ccr file
/// representation.routeOrigins?.hash           // equal hashes: the same payloads
/// ```
///
///     ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT RpkiCanonicalCacheRepresentation }
///     RpkiCanonicalCacheRepresentation ::= SEQUENCE {
///         version [0] INTEGER DEFAULT 0, hashAlg DigestAlgorithmIdentifier, producedAt GeneralizedTime,
///         mfts [1] ManifestState OPTIONAL, vrps [2] ROAPayloadState OPTIONAL, vaps [3] ASPAPayloadState OPTIONAL,
///         tas [4] TrustAnchorState OPTIONAL, rks [5] RouterKeyState OPTIONAL }
public struct CanonicalCacheRepresentation: Hashable, Sendable {
    /// All that a validator holds of one kind.
    public struct State<Element: Hashable & Sendable>: Hashable, Sendable {
        /// In canonical order, each once.
        public let elements: [Element]
        /// SHA-256 of the DER encoding of the list of them: equal where two validators hold the same.
        public let hash: ObjectHash
    }

    /// The clock of the validator, in whole seconds.
    public let producedAt: Date
    /// The valid manifests, by hash.
    public let manifests: State<ManifestInstance>?
    /// By AS number, then IPv4 before IPv6, then by address, length and maximum length (RFC 9582 section 4.3.3).
    public let routeOrigins: State<VRP>?
    /// By customer.
    public let providers: State<ASPA>?
    /// The keys of the trust anchors that were found, ascending.
    public let trustAnchors: State<KeyIdentifier>?
    /// By AS number, then by key identifier.
    public let routerKeys: State<RouterKey>?
    /// The octets of the file, DER.
    public let encoded: [UInt8]

    init(
        producedAt: Date, manifests: State<ManifestInstance>?, routeOrigins: State<VRP>?, providers: State<ASPA>?,
        trustAnchors: State<KeyIdentifier>?, routerKeys: State<RouterKey>?, encoded: [UInt8]
    ) {
        self.producedAt = producedAt
        self.manifests = manifests
        self.routeOrigins = routeOrigins
        self.providers = providers
        self.trustAnchors = trustAnchors
        self.routerKeys = routerKeys
        self.encoded = encoded
    }
}

extension CanonicalCacheRepresentation {
    /// The greatest thisUpdate of the manifests; 1970-01-01 where there is none.
    public var mostRecentUpdate: Date {
        CanonicalCacheRepresentation.mostRecentUpdate(of: manifests?.elements ?? [])
    }

    static func mostRecentUpdate(of manifests: [ManifestInstance]) -> Date {
        manifests.lazy.map(\.thisUpdate).max() ?? Date(timeIntervalSince1970: 0)
    }
}

extension Rule {
    static func cacheRepresentation(_ section: String) -> Rule { Rule("draft-ietf-sidrops-rpki-ccr", section) }
}
