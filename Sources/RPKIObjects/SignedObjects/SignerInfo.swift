internal import struct FoundationEssentials.Date

/// The signer and the signed attributes (RFC 6488 section 2.1.6, RFC 9589 section 4).
///
///     SignerInfo ::= SEQUENCE {
///         version INTEGER, sid SignerIdentifier, digestAlgorithm AlgorithmIdentifier,
///         signedAttrs [0] IMPLICIT SET OF Attribute, signatureAlgorithm AlgorithmIdentifier,
///         signature OCTET STRING, unsignedAttrs [1] IMPLICIT SET OF Attribute OPTIONAL }
///     Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF ANY }
struct SignerInfo: Sendable {
    /// The signed attributes, tag and length included.
    let attributes: Range<Int>
    /// True if they are in the order of DER, which the signature is over. In BER they may be in any.
    let areAttributesSorted: Bool
    let messageDigest: Range<Int>
    let signingTime: Date
    let signature: Range<Int>

    init(
        _ reader: inout DERReader, _ bytes: Span<UInt8>, contentType: ObjectIdentifier, certificate: Certificate,
        _ limits: DecodingLimits
    ) throws(ObjectError) {
        var info = try reader.sequence(bytes)
        let start = info.offset
        guard info.peekTag(bytes) == .integer, try info.unsigned(bytes) == 3 else {
            throw ObjectError(.version, .rfc6488("2.1.6.1"), at: start, "SignerInfo's version is not 3")
        }
        guard let identifier = try info.optional(.primitive(0), bytes) else {
            throw ObjectError(
                .signerIdentifier, .rfc6488("2.1.6.2"), at: info.offset, "the signer is not named by its key identifier"
            )
        }
        guard identifier.content.count == 20,
            KeyIdentifier(bytes, identifier.content) == certificate.subjectKeyIdentifier
        else {
            throw ObjectError(
                .signerIdentifier, .rfc6488("2.1.6.2"), at: identifier.start,
                "the signer is not the key of the embedded certificate")
        }
        guard info.peekTag(bytes) == .sequence else {
            throw ObjectError(.digestAlgorithm, .rfc6488("2.1.6.3"), at: info.offset, "no digest algorithm")
        }
        try info.digestAlgorithm(bytes, .rfc6488("2.1.6.3"))

        guard let signed = try info.optional(.constructed(0), bytes) else {
            throw ObjectError(.signedAttributes, .rfc6488("2.1.6.4"), at: info.offset, "no signed attributes")
        }
        attributes = signed.whole
        let found = try SignedAttributes(signed, bytes, limits)
        areAttributesSorted = found.areSorted
        guard let type = found.contentType, type == contentType else {
            throw ObjectError(
                .contentType, .rfc6488("2.1.6.4.1"), at: signed.start,
                "the attribute content-type is \(found.contentType.map(\.description) ?? "missing"), "
                    + "eContentType is \(contentType)")
        }
        guard let digest = found.messageDigest else {
            throw ObjectError(
                .messageDigest, .rfc6488("2.1.6.4.2"), at: signed.start, "the attribute message-digest is missing")
        }
        guard found.signingTime != nil || limits.allowsFormerProfiles else {
            throw ObjectError(
                .signedAttributes, .rfc9589("4"), at: signed.start, "the attribute signing-time is missing")
        }
        messageDigest = digest
        signingTime = found.signingTime ?? .distantPast

        let algorithmOffset = info.offset
        guard info.peekTag(bytes) == .sequence else {
            throw ObjectError(.signatureAlgorithm, .rfc6488("2.1.6.5"), at: algorithmOffset, "no signature algorithm")
        }
        let algorithm = try AlgorithmIdentifier(&info, bytes)
        guard algorithm.algorithm == .rsaEncryption || algorithm.algorithm == .sha256WithRSAEncryption,
            algorithm.hasPlainParameters
        else {
            throw ObjectError(
                .signatureAlgorithm, .rfc6488("2.1.6.5"), at: algorithmOffset,
                "signature algorithm \(algorithm.algorithm)")
        }
        guard let value = try info.optional(.octetString, bytes) else {
            throw ObjectError(.signature, .rfc6488("2.1.6.6"), at: info.offset, "no signature")
        }
        signature = value.content
        guard info.peekTag(bytes) != .constructed(1) else {
            throw ObjectError(.unsignedAttributes, .rfc6488("2.1.6.7"), at: info.offset, "unsigned attributes")
        }
        guard info.isAtEnd else {
            throw ObjectError(.signature, .rfc6488("2.1.6.6"), at: info.offset, "more than one signature")
        }
    }
}

extension SignerInfo {
    /// The attributes as DER has them: a SET OF, in ascending order.
    func sortedAttributes(_ bytes: Span<UInt8>) -> [UInt8] {
        var reader = DERReader(attributes)
        let content = (try? reader.next(bytes))?.content ?? attributes
        return DERWriter.encode { $0.set { $0.raw(bytes.octets(content)) } }
    }
}

/// The three attributes that are signed, each once and with one value.
private struct SignedAttributes {
    var contentType: ObjectIdentifier?
    var messageDigest: Range<Int>?
    var signingTime: Date?
    var areSorted = true

    init(_ set: DERValue, _ bytes: Span<UInt8>, _ limits: DecodingLimits) throws(ObjectError) {
        var list = DERReader(set.content)
        var previous: Range<Int>?
        while !list.isAtEnd {
            let attribute = try list.next(.sequence, bytes)
            if let previous, !bytes.isAscending(previous, attribute.whole) {
                areSorted = false
                guard limits.allowsFormerProfiles else {
                    throw ObjectError(
                        .setOrder, .x690("11.6"), at: attribute.start, "signed attributes are out of order")
                }
            }
            previous = attribute.whole
            try read(attribute, bytes)
        }
    }

    private mutating func read(_ attribute: DERValue, _ bytes: Span<UInt8>) throws(ObjectError) {
        let rule = Rule.rfc6488("2.1.6.4")
        var fields = DERReader(attribute.content)
        let type = try fields.objectIdentifier(bytes)
        var values = DERReader(try fields.next(.set, bytes).content)
        try fields.finish("a signed attribute")
        func refuse(_ code: ObjectError.Code, _ detail: String) -> ObjectError {
            ObjectError(code, rule, at: attribute.start, detail)
        }
        switch type {
        case .contentTypeAttribute:
            guard contentType == nil else { throw refuse(.signedAttributes, "a second content-type") }
            guard !values.isAtEnd else { throw refuse(.signedAttributes, "content-type has no value") }
            contentType = try values.objectIdentifier(bytes)
        case .messageDigestAttribute:
            guard messageDigest == nil else { throw refuse(.signedAttributes, "a second message-digest") }
            guard !values.isAtEnd else { throw refuse(.signedAttributes, "message-digest has no value") }
            let digest = try values.next(.octetString, bytes).content
            guard digest.count == 32 else { throw refuse(.messageDigest, "\(digest.count) octets, not 32") }
            messageDigest = digest
        case .signingTimeAttribute:
            guard signingTime == nil else { throw refuse(.signedAttributes, "a second signing-time") }
            guard !values.isAtEnd else { throw refuse(.signedAttributes, "signing-time has no value") }
            signingTime = try values.time(bytes)
        default:
            throw ObjectError(
                .signedAttributes, .rfc9589("4"), at: attribute.start, "attribute \(type) is not allowed")
        }
        guard values.isAtEnd else { throw refuse(.signedAttributes, "attribute \(type) has more than one value") }
    }
}

extension Span<UInt8> {
    /// True if `first` precedes or equals `second` in the order of SET OF (X.690 section 11.6).
    func isAscending(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        for index in 0..<Swift.min(first.count, second.count) {
            let left = self[first.lowerBound + index]
            let right = self[second.lowerBound + index]
            if left != right { return left < right }
        }
        return first.count <= second.count
    }
}
