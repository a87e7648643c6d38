internal import Crypto

public import struct FoundationEssentials.Date

/// The wrapper of all signed objects (RFC 6488, RFC 9589): CMS SignedData with one end entity's certificate and one
/// signature.
///
///     ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT SignedData }
///     SignedData ::= SEQUENCE {
///         version INTEGER, digestAlgorithms SET OF AlgorithmIdentifier, encapContentInfo EncapsulatedContentInfo,
///         certificates [0] IMPLICIT SET OF Certificate, crls [1] IMPLICIT OPTIONAL, signerInfos SET OF SignerInfo }
///     EncapsulatedContentInfo ::= SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT OCTET STRING }
public struct SignedObject: Sendable {
    package let bytes: [UInt8]
    /// The kind of the content.
    package let contentType: ObjectIdentifier
    /// The place of the content: the contents of eContent's OCTET STRING.
    package let content: Range<Int>
    /// The end entity's certificate.
    public let certificate: Certificate
    /// The attribute signing-time (RFC 9589 section 4), which proves nothing.
    public let signingTime: Date
    let signer: SignerInfo

    /// The signed object in `bytes`, with any type of content.
    ///
    /// - Throws: the first rule of the profile that it breaks; that the content's hash is the one in the signed
    ///   attributes is checked here too.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try limits.check(size: bytes.count)
        do throws(ObjectError) {
            try self.init(array: limits.der(bytes), limits)
        } catch {
            throw error.namingOption(limits, bytes)
        }
    }

    private init(array: [UInt8], _ limits: DecodingLimits) throws(ObjectError) {
        let bytes = array.span
        var reader = DERReader(0..<bytes.count)
        var info = try reader.sequence(bytes)
        try reader.finish("the signed object")
        let type = try info.objectIdentifier(bytes)
        guard type == .signedData else {
            throw ObjectError(.contentType, .rfc6488("2"), at: 0, "content type \(type), not id-signedData")
        }
        var wrapper = DERReader(try info.next(.constructed(0), bytes).content)
        try info.finish("ContentInfo")
        var data = try wrapper.sequence(bytes)
        try wrapper.finish("SignedData")

        //  version CMSVersion
        let versionOffset = data.offset
        guard try data.unsigned(bytes) == 3 else {
            throw ObjectError(.version, .rfc6488("2.1.1"), at: versionOffset, "SignedData's version is not 3")
        }

        //  digestAlgorithms DigestAlgorithmIdentifiers
        var algorithms = DERReader(try data.next(.set, bytes).content)
        try algorithms.digestAlgorithm(bytes, .rfc6488("2.1.2"))
        guard algorithms.isAtEnd else {
            throw ObjectError(
                .digestAlgorithm, .rfc6488("2.1.2"), at: algorithms.offset, "more than one digest algorithm")
        }

        //  encapContentInfo EncapsulatedContentInfo
        var encapsulated = try data.sequence(bytes)
        contentType = try encapsulated.objectIdentifier(bytes)
        var content = DERReader(try encapsulated.next(.constructed(0), bytes).content)
        try encapsulated.finish("encapContentInfo")
        let eContent = try content.next(.octetString, bytes).content
        try content.finish("eContent")

        //  certificates [0] IMPLICIT CertificateSet
        guard let certificates = try data.optional(.constructed(0), bytes) else {
            throw ObjectError(
                .embeddedCertificate, .rfc6488("2.1.4"), at: data.offset, "the end entity's certificate is missing")
        }
        var set = DERReader(certificates.content)
        guard !set.isAtEnd else {
            throw ObjectError(.embeddedCertificate, .rfc6488("2.1.4"), at: certificates.start, "no certificate")
        }
        certificate = try Certificate(&set, in: array, embedded: true, limits)
        guard set.isAtEnd else {
            throw ObjectError(
                .embeddedCertificate, .rfc6488("2.1.4"), at: set.offset, "more than one certificate")
        }

        //  crls [1] IMPLICIT RevocationInfoChoices
        guard data.peekTag(bytes) != .constructed(1) else {
            throw ObjectError(.embeddedCRL, .rfc6488("2.1.5"), at: data.offset, "a CRL is embedded")
        }

        //  signerInfos SignerInfos
        var signers = DERReader(try data.next(.set, bytes).content)
        try data.finish("SignedData")
        guard !signers.isAtEnd else {
            throw ObjectError(.signerInfo, .rfc6488("2.1"), at: signers.offset, "no SignerInfo")
        }
        signer = try SignerInfo(&signers, bytes, contentType: contentType, certificate: certificate, limits)
        guard signers.isAtEnd else {
            throw ObjectError(.signerInfo, .rfc6488("2.1"), at: signers.offset, "more than one SignerInfo")
        }
        signingTime = signer.signingTime

        var hasher = SHA256()
        bytes.extracting(eContent).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        let digest = ObjectHash(hasher.finalize())
        guard digest == ObjectHash(bytes, signer.messageDigest) else {
            throw ObjectError(
                .messageDigest, .rfc6488("2.1.6.4.2"), at: signer.messageDigest.lowerBound,
                "the attribute message-digest is not the content's hash")
        }
        (self.bytes, self.content) = SignedObject.contentInDER(array, eContent, contentType, limits)
    }

    /// The place of the content. If it is BER, which its hash was computed over, it is appended to the object as DER.
    private static func contentInDER(
        _ array: [UInt8], _ content: Range<Int>, _ type: ObjectIdentifier, _ limits: DecodingLimits
    ) -> (bytes: [UInt8], content: Range<Int>) {
        // A vCard is text. What is neither BER nor DER is refused by the profile of the content.
        guard limits.allowsFormerProfiles, type != .ghostbusters,
            let converted = try? limits.der(Array(array[content])), !converted.elementsEqual(array[content])
        else { return (array, content) }
        return (array + converted, array.count..<array.count + converted.count)
    }
}

extension SignedObject {
    /// The content alone.
    public var contentOctets: [UInt8] {
        Array(bytes[content])
    }

    /// Checks what does not depend on the time (RFC 6488 section 3): the signature, and the end entity's certificate
    /// against its issuer.
    ///
    /// - Returns: the resources that the end entity's certificate holds.
    public func verify(issuer: Certificate.Authority) throws(ObjectError) -> Certificate.ResourceGrant {
        let grant = try certificate.verify(issuer: issuer)
        try checkSignature()
        return grant
    }

    /// Checks that the signature was made with the embedded certificate's key (RFC 6488 section 3, point 2).
    package func checkSignature() throws(ObjectError) {
        let key = try certificate.verifier()
        let bytes = bytes.span
        // RFC 5652 section 5.4: what is signed are the attributes under the tag of SET OF, not under [0].
        var hasher = SHA256()
        if signer.areAttributesSorted {
            var tag = DERTag.set.rawValue
            withUnsafeBytes(of: &tag) { hasher.update(bufferPointer: $0) }
            let rest = signer.attributes.lowerBound + 1..<signer.attributes.upperBound
            bytes.extracting(rest).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        } else {
            signer.sortedAttributes(bytes).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        }
        guard key.isValid(signer.signature, for: hasher.finalize(), in: bytes) else {
            throw ObjectError(
                .signature, .rfc6488("3"), at: signer.signature.lowerBound,
                "not made with the key of the embedded certificate")
        }
    }

    /// Fails unless the content is of the kind `expected`, by its name in `rule`'s document.
    func checkContentType(_ expected: ObjectIdentifier, _ name: StaticString, _ rule: Rule) throws(ObjectError) {
        guard contentType == expected else {
            throw ObjectError(
                .contentType, rule, at: content.lowerBound, "content type \(contentType), not \(name)")
        }
    }
}

extension DERReader {
    /// Reads the digest algorithm, which is SHA-256 (RFC 7935 section 2).
    mutating func digestAlgorithm(_ bytes: Span<UInt8>, _ rule: Rule) throws(ObjectError) {
        let start = offset
        guard !isAtEnd else {
            throw ObjectError(.digestAlgorithm, rule, at: start, "no digest algorithm")
        }
        let identifier = try AlgorithmIdentifier(&self, bytes)
        guard identifier.algorithm == .sha256, identifier.hasPlainParameters else {
            throw ObjectError(
                .digestAlgorithm, .rfc7935("2"), at: start, "digest algorithm \(identifier.algorithm), not SHA-256")
        }
    }
}
