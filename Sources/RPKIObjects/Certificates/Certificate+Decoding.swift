internal import NumberResources
internal import TextFormats

extension Certificate {
    /// The certificate in `bytes`.
    ///
    /// - Throws: the first rule of its profile that it breaks.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try limits.check(size: bytes.count)
        do throws(ObjectError) {
            let bytes = try limits.der(bytes)
            var reader = DERReader(0..<bytes.count)
            try self.init(&reader, in: bytes, embedded: false, limits)
            try reader.finish("the certificate")
        } catch {
            throw error.namingOption(limits, bytes)
        }
    }

    /// Reads the certificate at `reader`'s place in `array`; `embedded` in a signed object it is an end entity's.
    init(
        _ reader: inout DERReader, in array: [UInt8], embedded: Bool, _ limits: DecodingLimits
    ) throws(ObjectError) {
        let bytes = array.span
        let certificate = try reader.next(.sequence, bytes)
        var outer = DERReader(certificate.content)
        let tbsCertificate = try outer.next(.sequence, bytes)
        var tbs = DERReader(tbsCertificate.content)

        //  version         [0]  EXPLICIT Version DEFAULT v1
        guard let version = try tbs.optional(.constructed(0), bytes) else {
            throw ObjectError(
                .version, .rfc6487("4.1"), at: tbs.offset, "version 1, which must be omitted; version 3 is required")
        }
        var versionReader = DERReader(version.content)
        guard try versionReader.unsigned(bytes) == 2 else {
            throw ObjectError(.version, .rfc6487("4.1"), at: version.start, "the certificate's version is not 3")
        }
        try versionReader.finish("the version")

        //  serialNumber         CertificateSerialNumber
        let serialOffset = tbs.offset
        let serial = try tbs.integer(bytes)
        guard let serialNumber = SerialNumber(bytes, serial) else {
            throw ObjectError(
                .serialNumber, .rfc6487("4.2"), at: serialOffset, "serial number is negative, or above 2^159 - 1")
        }

        //  signature            AlgorithmIdentifier
        let algorithm = try tbs.signatureAlgorithm(bytes)

        //  issuer               Name
        let issuer = try DistinguishedName(&tbs, bytes, .issuerName, .rfc6487("4.4"), limits)

        //  validity             SEQUENCE { notBefore Time, notAfter Time }
        let validityOffset = tbs.offset
        var validity = try tbs.sequence(bytes)
        let notBefore = try validity.time(bytes)
        let notAfter = try validity.time(bytes)
        try validity.finish("the validity")
        guard notBefore <= notAfter else {
            throw ObjectError(
                .validityPeriod, .rfc6487("4.6"), at: validityOffset,
                "notBefore \(RFC3339(notBefore)) is after notAfter \(RFC3339(notAfter))")
        }

        //  subject              Name; RFC 8209 section 3.1.1 lets a router's be UTF8String, and only the extensions
        // tell
        let subject = try DistinguishedName(&tbs, bytes, .subjectName, .rfc6487("4.5"), limits, allowingUTF8: true)

        //  subjectPublicKeyInfo SubjectPublicKeyInfo
        let key = try SubjectPublicKey(&tbs, bytes)

        //  issuerUniqueID  [1], subjectUniqueID  [2]: never
        if let tag = tbs.peekTag(bytes), tag == .primitive(1) || tag == .primitive(2) {
            throw ObjectError(.uniqueIdentifier, .rfc6487("4"), at: tbs.offset, "unique identifiers are not allowed")
        }

        //  extensions      [3]  EXPLICIT Extensions
        var extensions = CertificateExtensions()
        let wrapper = try tbs.next(.constructed(3), bytes)
        try extensions.read(wrapper.content, bytes, limits)
        try tbs.finish("tbsCertificate")

        let signature = try outer.outerSignature(bytes, innerAlgorithm: algorithm)
        try outer.finish("the certificate")

        let kind = try extensions.kind(embedded: embedded, at: wrapper.start)
        if kind != .router, let offset = subject.utf8Offset, subject.needsUTF8 || limits.isStrict {
            throw .notPrintableString(
                .subjectName, .rfc6487("4.5"), at: offset, .utf8String, isPlain: !subject.needsUTF8)
        }
        let isSelfIssued = bytes.namesEqual(issuer.whole, bytes, subject.whole)
        // A trust anchor cannot be revoked, and RFC 5280 section 4.1.2.2 asks to tolerate zero: there it is harmless.
        guard !serialNumber.isZero || isSelfIssued else {
            throw ObjectError(.serialNumber, .rfc6487("4.2"), at: serialOffset, "serial number is zero")
        }
        try extensions.check(kind, key, at: wrapper.start, selfIssued: isSelfIssued)

        self.bytes = array
        whole = certificate.whole
        self.tbs = tbsCertificate.whole
        self.signature = signature
        issuerName = issuer.whole
        subjectName = subject.whole
        subjectCommonName = subject.commonName
        nameEncoding = NameEncoding(issuer: issuer.utf8Offset, subject: kind == .router ? nil : subject.utf8Offset)
        self.key = key
        self.kind = kind
        self.serialNumber = serialNumber
        self.notBefore = notBefore
        self.notAfter = notAfter
        policy = extensions.policy
        guard let identifier = extensions.subjectKeyIdentifier else {
            throw ObjectError(.subjectKeyIdentifier, .rfc6487("4.8.2"), at: wrapper.start, "the extension is missing")
        }
        subjectKeyIdentifier = identifier
        authorityKeyIdentifier = extensions.authorityKeyIdentifier
        resources = extensions.resources
        locations = extensions.locations
        hasSubjectLocations = extensions.hasSubjectLocations
        resourceOffset = extensions.resourceOffset ?? wrapper.start
    }
}
