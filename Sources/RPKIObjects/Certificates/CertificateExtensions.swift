internal import NumberResources

/// The extensions of a certificate (RFC 6487 section 4.8) as they are read, before anything is known of the
/// certificate's kind.
///
///     Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
struct CertificateExtensions {
    var hasBasicConstraints = false
    var isAuthority = false
    var subjectKeyIdentifier: KeyIdentifier?
    var authorityKeyIdentifier: KeyIdentifier?
    var keyUsage: UInt8?
    var hasExtendedKeyUsage = false
    var isRouter = false
    var hasRevocationList = false
    var hasIssuerLocation = false
    var hasSubjectLocations = false
    /// Access methods other than those of a CA, of a signed object: only the kind decides what is refused.
    var hasAuthorityMethods = false
    var hasSignedObjectMethod = false
    var locations = CertificateLocations()
    var policy = Certificate.Policy.strict
    var hasPolicy = false
    var resources = ResourceClaims()
    var hasIPResources = false
    var hasASResources = false
    /// The flavour of the resource extensions: RFC 3779's own or RFC 8360's.
    var resourceFlavour: Certificate.Policy?
    var resourceOffset: Int?

    /// Reads `Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension`.
    mutating func read(_ range: Range<Int>, _ bytes: Span<UInt8>, _ limits: DecodingLimits) throws(ObjectError) {
        var wrapper = DERReader(range)
        var list = try wrapper.sequence(bytes)
        try wrapper.finish("the extensions")
        var seen: UInt32 = 0
        while !list.isAtEnd {
            let start = list.offset
            var item = try list.sequence(bytes)
            let identifier = try item.objectIdentifier(bytes)
            var critical = false
            if item.peekTag(bytes) == .boolean {
                critical = try item.boolean(bytes)
                guard critical else {
                    throw ObjectError(
                        .boolean, .x690("11.5"), at: start, "FALSE is explicit; the default must be omitted")
                }
            }
            let value = try item.next(.octetString, bytes)
            try item.finish("an extension")
            guard let known = KnownExtension(identifier) else {
                throw ObjectError(
                    .unknownExtension, .rfc6487("4.8"), at: start,
                    "\(critical ? "critical" : "non-critical") extension \(identifier)")
            }
            guard seen & 1 << known.rawValue == 0 else {
                throw ObjectError(.duplicateExtension, .rfc5280("4.2"), at: start, "a second extension \(known)")
            }
            seen |= 1 << known.rawValue
            guard critical == known.isCritical else {
                throw ObjectError(
                    known.code, known.rule, at: start,
                    "\(known) is \(critical ? "" : "not ")marked critical")
            }
            try read(known, at: start, DERReader(value.content), bytes, limits)
        }
    }

    private mutating func read(
        _ known: KnownExtension, at start: Int, _ content: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) {
        switch known {
        case .basicConstraints: try readBasicConstraints(content, bytes)
        case .subjectKeyIdentifier: try readSubjectKeyIdentifier(content, bytes)
        case .authorityKeyIdentifier:
            authorityKeyIdentifier = try content.authorityKeyIdentifier(bytes)
        case .keyUsage: try readKeyUsage(content, bytes)
        case .extendedKeyUsage: try readExtendedKeyUsage(content, bytes)
        case .crlDistributionPoints: try readDistributionPoints(content, bytes, limits)
        case .authorityInformationAccess: try readAuthorityAccess(content, bytes)
        case .subjectInformationAccess: try readSubjectAccess(content, bytes, limits)
        case .certificatePolicies: try readPolicies(content, bytes)
        case .ipAddressBlocks, .ipAddressBlocksV2:
            try setFlavour(known == .ipAddressBlocks ? .strict : .reconsidered, at: start)
            hasIPResources = true
            (resources.ipv4, resources.ipv6) = try ResourceDecoder.addressBlocks(content, bytes, limits)
        case .asIdentifiers, .asIdentifiersV2:
            try setFlavour(known == .asIdentifiers ? .strict : .reconsidered, at: start)
            hasASResources = true
            resources.asns = try ResourceDecoder.asIdentifiers(content, bytes, limits)
        }
    }

    private mutating func setFlavour(_ flavour: Certificate.Policy, at start: Int) throws(ObjectError) {
        guard resourceFlavour == nil || resourceFlavour == flavour else {
            throw ObjectError(
                .certificatePolicies, .rfc8360("4.2.2"), at: start, "resource extensions of both versions")
        }
        resourceFlavour = flavour
        resourceOffset = min(resourceOffset ?? start, start)
    }
}

/// The extensions that a resource certificate may have.
enum KnownExtension: UInt32 {
    case basicConstraints, subjectKeyIdentifier, authorityKeyIdentifier, keyUsage, extendedKeyUsage
    case crlDistributionPoints, authorityInformationAccess, subjectInformationAccess, certificatePolicies
    case ipAddressBlocks, asIdentifiers, ipAddressBlocksV2, asIdentifiersV2

    /// The extension with this identifier: 2.5.29.n, or 1.3.6.1.5.5.7.1.n.
    init?(_ identifier: ObjectIdentifier) {
        switch identifier.short {
        case (3, 0x55_1d_0e): self = .subjectKeyIdentifier
        case (3, 0x55_1d_0f): self = .keyUsage
        case (3, 0x55_1d_13): self = .basicConstraints
        case (3, 0x55_1d_1f): self = .crlDistributionPoints
        case (3, 0x55_1d_20): self = .certificatePolicies
        case (3, 0x55_1d_23): self = .authorityKeyIdentifier
        case (3, 0x55_1d_25): self = .extendedKeyUsage
        case (8, 0x2b_06_01_05_05_07_01_01): self = .authorityInformationAccess
        case (8, 0x2b_06_01_05_05_07_01_07): self = .ipAddressBlocks
        case (8, 0x2b_06_01_05_05_07_01_08): self = .asIdentifiers
        case (8, 0x2b_06_01_05_05_07_01_0b): self = .subjectInformationAccess
        case (8, 0x2b_06_01_05_05_07_01_1c): self = .ipAddressBlocksV2
        case (8, 0x2b_06_01_05_05_07_01_1d): self = .asIdentifiersV2
        default: return nil
        }
    }

    var isCritical: Bool {
        switch self {
        case .basicConstraints, .keyUsage, .certificatePolicies, .ipAddressBlocks, .asIdentifiers, .ipAddressBlocksV2,
            .asIdentifiersV2:
            true
        default: false
        }
    }

    var code: ObjectError.Code {
        switch self {
        case .basicConstraints: .basicConstraints
        case .subjectKeyIdentifier: .subjectKeyIdentifier
        case .authorityKeyIdentifier: .authorityKeyIdentifier
        case .keyUsage: .keyUsage
        case .extendedKeyUsage: .extendedKeyUsage
        case .crlDistributionPoints: .crlDistributionPoints
        case .authorityInformationAccess: .authorityInformationAccess
        case .subjectInformationAccess: .subjectInformationAccess
        case .certificatePolicies: .certificatePolicies
        case .ipAddressBlocks, .ipAddressBlocksV2: .ipResources
        case .asIdentifiers, .asIdentifiersV2: .asResources
        }
    }

    var rule: Rule {
        switch self {
        case .basicConstraints: .rfc6487("4.8.1")
        case .subjectKeyIdentifier: .rfc6487("4.8.2")
        case .authorityKeyIdentifier: .rfc6487("4.8.3")
        case .keyUsage: .rfc6487("4.8.4")
        case .extendedKeyUsage: .rfc6487("4.8.5")
        case .crlDistributionPoints: .rfc6487("4.8.6")
        case .authorityInformationAccess: .rfc6487("4.8.7")
        case .subjectInformationAccess: .rfc6487("4.8.8")
        case .certificatePolicies: .rfc6487("4.8.9")
        case .ipAddressBlocks: .rfc6487("4.8.10")
        case .asIdentifiers: .rfc6487("4.8.11")
        case .ipAddressBlocksV2: .rfc8360("4.2.4.2")
        case .asIdentifiersV2: .rfc8360("4.2.4.3")
        }
    }
}
