public import NumberResources

/// A signed prefix list (draft-ietf-sidrops-rpki-prefixlist): all prefixes that an AS may originate.
///
///     RpkiSignedPrefixList ::= SEQUENCE {
///         version [0] INTEGER DEFAULT 0, asID INTEGER, prefixBlocks SEQUENCE (SIZE (0..2)) OF
///             SEQUENCE { addressFamily OCTET STRING, addressPrefixes SEQUENCE (SIZE (1..MAX)) OF BIT STRING } }
public struct SignedPrefixList: Sendable {
    public let object: SignedObject
    public let asn: ASN
    /// Ascending. None: the AS originates nothing.
    public let prefixes: [IPPrefix]

    /// The list in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.signedPrefixList, "a signed prefix list", .prefixList("2"))
        try object.checkLocated()
        let certificate = object.certificate
        guard certificate.resources.ipv4 == .absent, certificate.resources.ipv6 == .absent else {
            throw ObjectError(
                .ipResources, .prefixList("4"), at: certificate.resourceOffset,
                "IP resources in the certificate of a prefix list")
        }
        guard certificate.resources.asns != .inherit else {
            throw ObjectError(
                .asResources, .prefixList("4"), at: certificate.resourceOffset,
                "the certificate of a prefix list must not inherit")
        }
        self.object = object
        let bytes = object.bytes.span
        var reader = DERReader(object.content)
        var fields = try reader.sequence(bytes)
        try reader.finish("the prefix list")
        try fields.refuseVersion(bytes, .prefixList("3.1"))
        let start = fields.offset
        guard let asn = try fields.asn(bytes) else {
            throw ObjectError(.asIdentifier, .prefixList("3.2"), at: start, "asID is not an AS number")
        }
        self.asn = asn
        var blocks = try fields.sequence(bytes)
        try fields.finish("the prefix list")
        var prefixes: [IPPrefix] = []
        while !blocks.isAtEnd {
            var block = try blocks.sequence(bytes)
            let family = try block.addressFamily(bytes, .addressFamily, .prefixList("3.3"))
            var list = try block.sequence(bytes)
            try block.finish("an address family of the prefix list")
            guard !list.isAtEnd, prefixes.last.map({ $0.family < family }) ?? true else {
                throw ObjectError(
                    .addressFamily, .prefixList("3.3"), at: list.offset,
                    "an address family is empty, duplicated or out of order")
            }
            while !list.isAtEnd {
                let offset = list.offset
                let prefix = try list.prefix(bytes, family, .prefixList("3.3"))
                guard prefixes.last.map({ $0 < prefix }) ?? true else {
                    throw ObjectError(
                        .prefix, .prefixList("3.3"), at: offset, "prefixes are duplicated or out of order")
                }
                guard prefixes.count < limits.prefixes else {
                    throw .reached("prefixes", limits.prefixes, at: offset)
                }
                prefixes.append(prefix)
            }
        }
        self.prefixes = prefixes
    }
}

extension SignedPrefixList {
    /// Checks that the end entity holds the AS number (section 4).
    public func checkEmbraced(by resources: ResourceSet) throws(ObjectError) {
        guard resources.contains(asn) else {
            throw ObjectError(
                .notEmbraced, .prefixList("4"), at: object.content.lowerBound,
                "AS\(asn.rawValue) is not among the resources of the list's certificate")
        }
    }
}
