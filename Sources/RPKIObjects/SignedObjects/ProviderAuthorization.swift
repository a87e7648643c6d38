public import NumberResources

/// An ASPA (draft-ietf-sidrops-aspa-profile, version 1): the AS numbers that a customer's routes may go up to.
///
///     ASProviderAttestation ::= SEQUENCE {
///         version [0] INTEGER DEFAULT 0, customerASID INTEGER (1..4294967295),
///         providers SEQUENCE (SIZE (1..MAX)) OF INTEGER (0..4294967295) }
public struct ProviderAuthorization: Sendable {
    public let object: SignedObject
    public let customer: ASN
    /// Ascending; AS0 alone says that there are none.
    public let providers: [ASN]

    /// The ASPA in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.providerAuthorization, "an ASPA", .aspaProfile("2"))
        try object.checkLocated()
        self.object = object
        (customer, providers) = try ProviderAuthorization.content(object, limits)

        // Section 4: AS resources, one "id" element, and nothing else.
        let certificate = object.certificate
        let offset = certificate.resourceOffset
        guard certificate.resources.ipv4 == .absent, certificate.resources.ipv6 == .absent else {
            throw ObjectError(
                .ipResources, .aspaProfile("4"), at: offset, "IP resources in the certificate of an ASPA")
        }
        guard case .set(let asns) = certificate.resources.asns else {
            throw ObjectError(
                .asResources, .aspaProfile("4"), at: offset, "the certificate of an ASPA must not inherit")
        }
        guard asns.ranges.count == 1, asns.ranges.allSatisfy({ $0.count == 1 }) else {
            throw ObjectError(
                .asResources, .aspaProfile("4"), at: offset,
                "the certificate of an ASPA does not have exactly one AS number")
        }
    }

    private static func content(
        _ object: SignedObject, _ limits: DecodingLimits
    ) throws(ObjectError) -> (ASN, [ASN]) {
        let bytes = object.bytes.span
        var reader = DERReader(object.content)
        var fields = try reader.sequence(bytes)
        try reader.finish("the ASPA")

        guard let version = try fields.optional(.constructed(0), bytes) else {
            throw ObjectError(
                .contentVersion, .aspaProfile("3.1"), at: fields.offset, "the version is missing; it must be 1")
        }
        var versionReader = DERReader(version.content)
        guard try versionReader.unsigned(bytes) == 1 else {
            throw ObjectError(.contentVersion, .aspaProfile("3.1"), at: version.start, "the version is not 1")
        }
        try versionReader.finish("the version")

        let customerOffset = fields.offset
        guard let customer = try fields.asn(bytes), customer != 0 else {
            throw ObjectError(
                .asIdentifier, .aspaProfile("3.2"), at: customerOffset, "customerASID is not an AS number above 0")
        }

        var list = try fields.sequence(bytes)
        try fields.finish("the ASPA")
        var providers: [ASN] = []
        while !list.isAtEnd {
            let start = list.offset
            guard list.peekTag(bytes) == .integer, let provider = try list.asn(bytes) else {
                throw ObjectError(.providers, .aspaProfile("3.3"), at: start, "a provider is not an AS number")
            }
            guard provider != customer else {
                throw ObjectError(.providers, .aspaProfile("3.3"), at: start, "the customer is among its providers")
            }
            if let last = providers.last, provider <= last {
                throw ObjectError(
                    .providers, .aspaProfile("3.3"), at: start, "providers are duplicated or out of order")
            }
            guard providers.count < limits.providers else {
                throw .reached("providers", limits.providers, at: start)
            }
            providers.append(provider)
        }
        guard let first = providers.first else {
            throw ObjectError(.providers, .aspaProfile("3.3"), at: list.offset, "no provider")
        }
        guard first != 0 || providers.count == 1 else {
            throw ObjectError(.providers, .aspaProfile("3.3"), at: list.offset, "AS0 in a list with other providers")
        }
        return (customer, providers)
    }
}

extension ProviderAuthorization {
    /// Checks that the end entity holds the customer's AS number (section 4).
    public func checkEmbraced(by resources: ResourceSet) throws(ObjectError) {
        guard resources.contains(customer) else {
            throw ObjectError(
                .notEmbraced, .aspaProfile("4"), at: object.content.lowerBound,
                "AS\(customer.rawValue) is not among the resources of the ASPA's certificate")
        }
    }
}
