public import NumberResources

public import struct FoundationEssentials.Date

/// A resource certificate (RFC 6487), of a trust anchor, a certification authority, a signed object's end entity or a
/// BGPsec router (RFC 8209), decoded and checked against its profile. Nothing is said about its issuer yet: see
/// ``Certificate/verify(issuer:at:)``.
///
///     Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
public struct Certificate: Sendable {
    /// The purpose of a certificate; each kind has its own profile.
    public enum Kind: String, Hashable, Sendable {
        /// A certification authority, which signs a publication point.
        case authority
        /// The key of one signed object.
        case endEntity
        /// A router's key (RFC 8209).
        case router
    }

    /// The treatment of claims that exceed the issuer's.
    public enum Policy: Hashable, Sendable {
        /// RFC 6487: the certificate is refused.
        case strict
        /// RFC 8360: the excess is trimmed and reported.
        case reconsidered
    }

    /// The octets that hold the certificate: its file, or the signed object it is embedded in.
    package let bytes: [UInt8]
    package let whole: Range<Int>
    let tbs: Range<Int>
    let signature: Range<Int>
    let issuerName: Range<Int>
    let subjectName: Range<Int>
    let subjectCommonName: Range<Int>
    /// Names that are UTF8String, though they should not be.
    package let nameEncoding: NameEncoding
    let key: SubjectPublicKey

    public let kind: Kind
    public let serialNumber: SerialNumber
    public let notBefore: Date
    public let notAfter: Date
    public let policy: Policy
    /// The extension subjectKeyIdentifier.
    public let subjectKeyIdentifier: KeyIdentifier
    /// The extension authorityKeyIdentifier, which only a trust anchor's certificate may lack.
    public let authorityKeyIdentifier: KeyIdentifier?
    /// The claims of the certificate; see ``ResourceClaims/resolved(issuer:)``.
    public let resources: ResourceClaims
    let locations: CertificateLocations
    /// True if the extension subjectInfoAccess is present, regardless of its content.
    let hasSubjectLocations: Bool
    /// The start of the IP and AS resource extensions, for messages.
    let resourceOffset: Int
}

extension Certificate {
    /// True if issuer and subject are one name, as in a trust anchor's certificate.
    public var isSelfIssued: Bool {
        let bytes = bytes.span
        return bytes.namesEqual(issuerName, bytes, subjectName)
    }

    /// The subject's commonName.
    public var subject: String {
        String(decoding: bytes[subjectCommonName], as: UTF8.self)
    }

    /// The SubjectPublicKeyInfo, DER.
    public var subjectPublicKeyInfo: [UInt8] {
        Array(bytes[key.whole])
    }

    /// The subject, DER.
    package var subjectNameOctets: [UInt8] {
        Array(bytes[subjectName])
    }

    /// The certificate alone, DER.
    public var encoded: [UInt8] {
        Array(bytes[whole])
    }

    /// The publication point: the first rsync URI of id-ad-caRepository (RFC 6487 section 4.8.8.1).
    public var repository: RsyncURI? { uri(locations.repository) }

    /// The manifest: the first rsync URI of id-ad-rpkiManifest.
    public var manifest: RsyncURI? { uri(locations.manifest) }

    /// The RRDP notification file (RFC 8182 section 3.2), if any.
    public var notification: String? { locations.notification.map { String(ascii: bytes.span, $0) } }

    /// The signed object that an end entity's certificate is for: the rsync URI of id-ad-signedObject.
    public var signedObject: RsyncURI? { uri(locations.signedObject) }

    /// True if an rsync URI of id-ad-signedObject is `uri`, octet by octet.
    package func isFor(signedObjectAt uri: RsyncURI) -> Bool {
        names(uri, locations.signedObject, locations.otherSignedObjects)
    }

    /// The issuer's CRL.
    public var revocationList: RsyncURI? { uri(locations.revocationList) }

    /// True if an rsync URI of cRLDistributionPoints is `uri`.
    package func names(revocationList uri: RsyncURI) -> Bool {
        names(uri, locations.revocationList, locations.otherRevocationLists)
    }

    /// The issuer's certificate.
    public var issuerLocation: RsyncURI? { uri(locations.issuer) }

    /// True if one of the URIs is `uri`; only one that is written in other octets needs to be read as a URI.
    private func names(_ uri: RsyncURI, _ first: Range<Int>?, _ others: [Range<Int>]) -> Bool {
        guard let first else { return false }
        return uri.isWritten(in: bytes.span, first) || self.uri(first) == uri
            || others.contains { self.uri($0) == uri }
    }

    private func uri(_ range: Range<Int>?) -> RsyncURI? {
        range.flatMap { RsyncURI(bytes.span, $0) }
    }
}

/// The ranges of the octets of a certificate that have the URIs that it names.
struct CertificateLocations {
    var revocationList: Range<Int>?
    /// Further rsync URIs of the CRL.
    var otherRevocationLists: [Range<Int>] = []
    var issuer: Range<Int>?
    var repository: Range<Int>?
    var manifest: Range<Int>?
    var notification: Range<Int>?
    var signedObject: Range<Int>?
    /// Further rsync URIs of the signed object.
    var otherSignedObjects: [Range<Int>] = []
}
