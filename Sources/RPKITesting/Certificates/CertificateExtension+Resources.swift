internal import NumberResources
internal import RPKIObjects

/// Which of the two sets of identifiers a certificate uses for its policy and resources.
public enum ResourceFlavour: Hashable, Sendable {
    /// RFC 6484 and RFC 3779.
    case strict
    /// RFC 8360.
    case reconsidered

    var policy: CertificatePolicy {
        self == .strict ? .strict : .reconsidered
    }

    /// The dotted identifier of the extension for addresses.
    public var addressBlocks: String {
        self == .strict ? OID.ipAddressBlocks : OID.ipAddressBlocksV2
    }

    /// The dotted identifier of the extension for AS numbers.
    public var autonomousSystems: String {
        self == .strict ? OID.autonomousSystems : OID.autonomousSystemsV2
    }
}

extension CertificateExtension {
    /// Addresses in canonical form (RFC 6487 section 4.8.10).
    public static func addressBlocks(
        _ resources: Resources, _ flavour: ResourceFlavour = .strict
    ) -> CertificateExtension {
        addressBlocks(AddressFamilyBlocks.canonical(resources.claims), flavour)
    }

    /// Addresses in any form.
    public static func addressBlocks(
        _ families: [AddressFamilyBlocks], _ flavour: ResourceFlavour = .strict
    ) -> CertificateExtension {
        CertificateExtension(flavour.addressBlocks, critical: true) {
            $0.sequence { for family in families { family.encode(into: &$0) } }
        }
    }

    /// AS numbers in canonical form (RFC 6487 section 4.8.11).
    public static func autonomousSystems(
        _ resources: Resources, _ flavour: ResourceFlavour = .strict
    ) -> CertificateExtension {
        switch resources.claims.asns {
        case .absent: autonomousSystems(.some([]), flavour)
        case .inherit: autonomousSystems(nil, flavour)
        case .set(let set): autonomousSystems(ASBlock.canonical(set), flavour)
        }
    }

    /// AS numbers in any form; `nil` is "inherit". RFC 6487 section 4.8.11 forbids routing domain identifiers.
    public static func autonomousSystems(
        _ blocks: [ASBlock]?, _ flavour: ResourceFlavour = .strict, routingDomains: [ASBlock]? = nil
    ) -> CertificateExtension {
        CertificateExtension(flavour.autonomousSystems, critical: true) {
            $0.sequence {
                $0.context(0) { encode(blocks, into: &$0) }
                if let routingDomains { $0.context(1) { encode(routingDomains, into: &$0) } }
            }
        }
    }

    private static func encode(_ blocks: [ASBlock]?, into der: inout DERWriter) {
        if let blocks {
            der.sequence { for block in blocks { block.encode(into: &$0) } }
        } else {
            der.null()
        }
    }
}

extension Array where Element == CertificateExtension {
    /// Sets what the certificate holds: kinds that `resources` lacks lose their extension.
    public mutating func setResources(_ resources: Resources, _ flavour: ResourceFlavour = .strict) {
        let claims = resources.claims
        let hasAddresses = claims.ipv4 != .absent || claims.ipv6 != .absent
        self[flavour.addressBlocks] = hasAddresses ? .addressBlocks(resources, flavour) : nil
        self[flavour.autonomousSystems] = claims.asns != .absent ? .autonomousSystems(resources, flavour) : nil
    }
}
