public import NumberResources

/// A ROA (RFC 9582): an AS that may originate routes to prefixes.
///
///     RouteOriginAttestation ::= SEQUENCE {
///         version [0] INTEGER DEFAULT 0, asID INTEGER (0..4294967295),
///         ipAddrBlocks SEQUENCE (SIZE (1..2)) OF ROAIPAddressFamily }
///     ROAIPAddressFamily ::= SEQUENCE { addressFamily OCTET STRING (SIZE (2)), addresses SEQUENCE (SIZE (1..MAX)) OF
///         SEQUENCE { address BIT STRING, maxLength INTEGER OPTIONAL } }
public struct RouteOriginAuthorization: Sendable {
    /// A prefix and the longest prefix within it that may be announced; the prefix's own length where none is written.
    public struct Address: Hashable, Sendable {
        public let prefix: IPPrefix
        public let maxLength: UInt8

        package init(prefix: IPPrefix, maxLength: UInt8) {
            self.prefix = prefix
            self.maxLength = maxLength
        }
    }

    public let object: SignedObject
    public let asn: ASN
    /// In the ROA's order, which RFC 9582 section 4.3.3 wants sorted but does not yet demand.
    public let addresses: [Address]

    /// The ROA in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.routeOriginAuthorization, "a ROA", .rfc9582("3"))
        try object.checkLocated()
        let certificate = object.certificate
        guard certificate.resources.asns == .absent || limits.allowsFormerProfiles else {
            throw ObjectError(
                .asResources, .rfc9582("5"), at: certificate.resourceOffset, "AS resources in the certificate of a ROA")
        }
        guard !certificate.resources.inherits else {
            throw ObjectError(
                .ipResources, .rfc9582("5"), at: certificate.resourceOffset, "the certificate of a ROA must not inherit"
            )
        }
        self.object = object
        (asn, addresses) = try RouteOriginAuthorization.content(object, limits)
    }

    private static func content(
        _ object: SignedObject, _ limits: DecodingLimits
    ) throws(ObjectError) -> (ASN, [Address]) {
        let bytes = object.bytes.span
        var reader = DERReader(object.content)
        var fields = try reader.sequence(bytes)
        try reader.finish("the ROA")
        try fields.refuseVersion(bytes, .rfc9582("4.1"))
        let asnOffset = fields.offset
        guard let asn = try fields.asn(bytes) else {
            throw ObjectError(.asIdentifier, .rfc9582("4.2"), at: asnOffset, "asID is not an AS number")
        }
        var blocks = try fields.sequence(bytes)
        try fields.finish("the ROA")
        guard !blocks.isAtEnd else {
            throw ObjectError(.addressFamily, .rfc9582("4.3"), at: blocks.offset, "no address family")
        }
        var addresses: [Address] = []
        var (hasIPv4, hasIPv6) = (false, false)
        while !blocks.isAtEnd {
            let start = blocks.offset
            var block = try blocks.sequence(bytes)
            let family = try block.addressFamily(bytes, .addressFamily, .rfc9582("4.3.1"))
            guard family == .ipv4 ? !hasIPv4 : !hasIPv6 else {
                throw ObjectError(.addressFamily, .rfc9582("4.3.1"), at: start, "an address family occurs twice")
            }
            if family == .ipv4 { hasIPv4 = true } else { hasIPv6 = true }
            var list = try block.sequence(bytes)
            try block.finish("an address family of the ROA")
            guard !list.isAtEnd else {
                throw ObjectError(.prefix, .rfc9582("4.3.2"), at: list.offset, "an address family without addresses")
            }
            while !list.isAtEnd {
                guard addresses.count < limits.prefixes else {
                    throw .reached("prefixes", limits.prefixes, at: list.offset)
                }
                addresses.append(try list.roaAddress(bytes, family))
            }
        }
        return (asn, addresses)
    }
}

extension RouteOriginAuthorization {
    /// Checks that the end entity holds every prefix (RFC 9582 section 5).
    ///
    /// - Parameter resources: what ``SignedObject/verify(issuer:)`` gave.
    public func checkEmbraced(by resources: ResourceSet) throws(ObjectError) {
        for address in addresses where !resources.contains(address.prefix) {
            throw ObjectError(
                .notEmbraced, .rfc9582("5"), at: object.content.lowerBound,
                "\(address.prefix) is not among the resources of the ROA's certificate")
        }
    }
}

extension DERReader {
    fileprivate mutating func roaAddress(
        _ bytes: Span<UInt8>, _ family: AddressFamily
    ) throws(ObjectError) -> RouteOriginAuthorization.Address {
        let start = offset
        var fields = try sequence(bytes)
        let prefix = try fields.prefix(bytes, family, .rfc9582("4.3.2.1"))
        guard !prefix.isIPv4Mapped else {
            throw ObjectError(.prefix, .rfc9582("4.3.1"), at: start, "IPv4 addresses mapped into IPv6")
        }
        var maxLength = prefix.length
        if !fields.isAtEnd {
            guard let length = try fields.unsigned(bytes), length <= UInt64(family.bitWidth),
                length >= UInt64(prefix.length)
            else {
                throw ObjectError(
                    .maxLength, .rfc9582("4.3.2.2"), at: start,
                    "maxLength is not between the prefix's \(prefix.length) and \(family.bitWidth)")
            }
            maxLength = UInt8(length)
            try fields.finish("an address of the ROA")
        }
        return RouteOriginAuthorization.Address(prefix: prefix, maxLength: maxLength)
    }
}

extension IPPrefix {
    /// True if all its addresses lie in ::ffff:0:0/96 (RFC 4291 section 2.5.5.2).
    fileprivate var isIPv4Mapped: Bool {
        family == .ipv6 && length >= 96 && leftAlignedBits >> 32 == 0xffff
    }
}
