public import NumberResources

/// A BGPsec router key: the key with which routers of an AS sign (RFC 8635; RFC 8210 section 5.10).
///
/// Keys order by AS number, then by key identifier, then by key.
public struct RouterKey: Hashable, Sendable {
    public let asn: ASN
    /// The 20 octets of the router certificate's subject key identifier.
    public let subjectKeyIdentifier: [UInt8]
    /// The DER encoding of the certificate's SubjectPublicKeyInfo.
    public let publicKey: [UInt8]

    /// The number of octets of a subject key identifier.
    public static let subjectKeyIdentifierCount = 20

    /// - Precondition: `subjectKeyIdentifier` has 20 octets.
    public init(asn: ASN, subjectKeyIdentifier: [UInt8], publicKey: [UInt8]) {
        precondition(
            subjectKeyIdentifier.count == RouterKey.subjectKeyIdentifierCount, "a key identifier has 20 octets")
        self.asn = asn
        self.subjectKeyIdentifier = subjectKeyIdentifier
        self.publicKey = publicKey
    }
}

extension RouterKey: Comparable {
    public static func < (left: RouterKey, right: RouterKey) -> Bool {
        if left.asn != right.asn { return left.asn < right.asn }
        if left.subjectKeyIdentifier != right.subjectKeyIdentifier {
            return left.subjectKeyIdentifier.lexicographicallyPrecedes(right.subjectKeyIdentifier)
        }
        return left.publicKey.lexicographicallyPrecedes(right.publicKey)
    }
}
