internal import TextFormats

public import struct FoundationEssentials.Date

/// A certificate revocation list (RFC 6487 section 5, RFC 9829).
///
///     CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
///     TBSCertList ::= SEQUENCE {
///         version INTEGER, signature AlgorithmIdentifier, issuer Name, thisUpdate Time, nextUpdate Time,
///         revokedCertificates SEQUENCE OF SEQUENCE { userCertificate INTEGER, revocationDate Time } OPTIONAL,
///         crlExtensions [0] EXPLICIT Extensions }
public struct RevocationList: Sendable {
    package let bytes: [UInt8]
    let tbs: Range<Int>
    let signature: Range<Int>
    let issuerName: Range<Int>
    /// The string type of the issuer's name, which may be UTF8String, though it should not be.
    package let nameEncoding: NameEncoding

    public let thisUpdate: Date
    public let nextUpdate: Date
    public let authorityKeyIdentifier: KeyIdentifier
    /// Read and otherwise ignored (RFC 9829 section 3.1).
    public let number: SerialNumber
    /// Ascending.
    public let revoked: [SerialNumber]

    /// The list in `bytes`.
    ///
    /// - Throws: the first rule of its profile that it breaks.
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
        var outer = try reader.sequence(bytes)
        try reader.finish("the CRL")
        let list = try outer.next(.sequence, bytes)
        var tbs = DERReader(list.content)

        guard tbs.peekTag(bytes) == .integer, try tbs.unsigned(bytes) == 1 else {
            throw ObjectError(.version, .rfc6487("5"), at: list.content.lowerBound, "the CRL's version is not 2")
        }
        let algorithm = try tbs.signatureAlgorithm(bytes)
        let issuer = try DistinguishedName(&tbs, bytes, .issuerName, .rfc6487("5"), limits)
        let timeOffset = tbs.offset
        thisUpdate = try tbs.time(bytes)
        guard let tag = tbs.peekTag(bytes), tag == .utcTime || tag == .generalizedTime else {
            throw ObjectError(.crlTimes, .rfc5280("5.1.2.5"), at: tbs.offset, "nextUpdate is missing")
        }
        nextUpdate = try tbs.time(bytes)
        guard thisUpdate <= nextUpdate else {
            throw ObjectError(
                .crlTimes, .rfc5280("5.1.2.5"), at: timeOffset,
                "thisUpdate \(RFC3339(thisUpdate)) is after nextUpdate \(RFC3339(nextUpdate))")
        }
        var revoked: [SerialNumber] = []
        if let entries = try tbs.optional(.sequence, bytes) {
            try RevocationList.read(DERReader(entries.content), bytes, limits, into: &revoked)
        }
        guard let wrapper = try tbs.optional(.constructed(0), bytes) else {
            throw ObjectError(.crlExtension, .rfc9829("3.1"), at: tbs.offset, "the CRL has no extensions")
        }
        try tbs.finish("tbsCertList")
        (authorityKeyIdentifier, number) = try RevocationList.extensions(DERReader(wrapper.content), bytes)
        signature = try outer.outerSignature(bytes, innerAlgorithm: algorithm)
        try outer.finish("the CRL")
        self.bytes = array
        self.tbs = list.whole
        issuerName = issuer.whole
        nameEncoding = NameEncoding(issuer: issuer.utf8Offset)
        self.revoked = revoked.sorted()
    }

    private static func read(
        _ entries: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits, into revoked: inout [SerialNumber]
    ) throws(ObjectError) {
        // RFC 5280 section 5.1.2.6 wants an empty list left out; some CAs write it, and it says the same.
        var entries = entries
        while !entries.isAtEnd {
            let start = entries.offset
            var entry = try entries.sequence(bytes)
            guard let serial = SerialNumber(bytes, try entry.integer(bytes)), !serial.isZero else {
                throw ObjectError(
                    .crlEntry, .rfc5280("4.1.2.2"), at: start, "serial number is not positive, or above 2^159 - 1")
            }
            _ = try entry.time(bytes)
            guard entry.isAtEnd else {
                throw ObjectError(.crlEntry, .rfc6487("5"), at: entry.offset, "CRL entry extensions are not allowed")
            }
            guard revoked.count < limits.revocations else {
                throw .reached("revocations", limits.revocations, at: start)
            }
            revoked.append(serial)
        }
    }

    /// The two extensions of RFC 9829 section 3.1, each once and not critical.
    private static func extensions(
        _ wrapper: DERReader, _ bytes: Span<UInt8>
    ) throws(ObjectError) -> (KeyIdentifier, SerialNumber) {
        let rule = Rule.rfc9829("3.1")
        var wrapper = wrapper
        let start = wrapper.offset
        var list = try wrapper.sequence(bytes)
        try wrapper.finish("the extensions of the CRL")
        var identifier: KeyIdentifier?
        var number: SerialNumber?
        while !list.isAtEnd {
            let start = list.offset
            var item = try list.sequence(bytes)
            let type = try item.objectIdentifier(bytes)
            guard item.peekTag(bytes) != .boolean else {
                throw ObjectError(.crlExtension, rule, at: start, "extension \(type) is marked critical")
            }
            var content = DERReader(try item.next(.octetString, bytes).content)
            try item.finish("an extension of the CRL")
            switch type {
            case .authorityKeyIdentifier:
                guard identifier == nil else {
                    throw ObjectError(
                        .duplicateExtension, .rfc5280("4.2"), at: start, "a second authorityKeyIdentifier")
                }
                identifier = try content.authorityKeyIdentifier(bytes)
            case .crlNumber:
                guard number == nil else {
                    throw ObjectError(.duplicateExtension, .rfc5280("4.2"), at: start, "a second cRLNumber")
                }
                number = SerialNumber(bytes, try content.integer(bytes))
                guard number != nil else {
                    throw ObjectError(.crlNumber, rule, at: start, "negative, or above 2^159 - 1")
                }
                try content.finish("cRLNumber")
            default:
                throw ObjectError(.crlExtension, rule, at: start, "extension \(type)")
            }
        }
        guard let identifier else {
            throw ObjectError(.authorityKeyIdentifier, rule, at: start, "the CRL has no authorityKeyIdentifier")
        }
        guard let number else { throw ObjectError(.crlNumber, rule, at: start, "the CRL has no number") }
        return (identifier, number)
    }
}

extension RevocationList {
    public func revokes(_ serialNumber: SerialNumber) -> Bool {
        var low = 0
        var high = revoked.count
        while low < high {
            let middle = (low + high) / 2
            if revoked[middle] < serialNumber { low = middle + 1 } else { high = middle }
        }
        return low < revoked.count && revoked[low] == serialNumber
    }

    /// Checks what does not depend on the time: issuer's name, key identifier and signature (RFC 6487 section 5).
    public func verify(issuer: Certificate.Authority) throws(ObjectError) {
        let certificate = issuer.certificate
        guard bytes.span.namesEqual(issuerName, certificate.bytes.span, certificate.subjectName) else {
            throw ObjectError(
                .issuerMismatch, .rfc6487("5"), at: issuerName.lowerBound, "the CRL's issuer is not the CA's subject")
        }
        guard authorityKeyIdentifier == certificate.subjectKeyIdentifier else {
            throw ObjectError(
                .authorityKeyIdentifier, .rfc9829("3.1"),
                "\(authorityKeyIdentifier), the CA's key is \(certificate.subjectKeyIdentifier)")
        }
        guard issuer.key.isValid(signature, over: tbs, in: bytes.span) else {
            throw ObjectError(.signature, .rfc6487("5"), at: signature.lowerBound, "not made with the CA's key")
        }
    }

    /// Checks that the list is current: between its thisUpdate and nextUpdate (RFC 5280 section 6.3.3).
    public func checkCurrent(at date: Date) throws(ObjectError) {
        guard date >= thisUpdate else {
            throw ObjectError(.notYetValid, .rfc5280("5.1.2.4"), "the CRL's thisUpdate is \(RFC3339(thisUpdate))")
        }
        guard date <= nextUpdate else {
            throw ObjectError(.stale, .rfc5280("6.3.3"), "the CRL's nextUpdate was \(RFC3339(nextUpdate))")
        }
    }
}
