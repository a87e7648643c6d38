internal import RPKIObjects

extension CertificateExtension {
    /// RFC 6487 section 4.8.1.
    public static func basicConstraints(isCA: Bool = true, pathLength: DERInteger? = nil) -> CertificateExtension {
        CertificateExtension(OID.basicConstraints, critical: true) {
            $0.sequence {
                if isCA { $0.boolean(true) }
                pathLength?.encode(into: &$0)
            }
        }
    }

    /// RFC 6487 section 4.8.2.
    public static func subjectKeyIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
        CertificateExtension(OID.subjectKeyIdentifier) { $0.octetString(identifier) }
    }

    /// RFC 6487 section 4.8.3, where the issuer's name and serial number are forbidden.
    public static func authorityKeyIdentifier(
        _ identifier: [UInt8]?, issuer: NamePlan? = nil, serialNumber: DERInteger? = nil
    ) -> CertificateExtension {
        CertificateExtension(OID.authorityKeyIdentifier) {
            $0.sequence {
                if let identifier { $0.context(0, primitive: identifier) }
                if let issuer { $0.context(1) { $0.context(4) { issuer.encode(into: &$0) } } }
                if let serialNumber { $0.context(2, primitive: serialNumber.contents) }
            }
        }
    }

    /// RFC 6487 section 4.8.4.
    public static func keyUsage(_ usages: KeyUsage...) -> CertificateExtension {
        CertificateExtension(OID.keyUsage, critical: true) { $0.bitString(positions: usages.map(\.rawValue)) }
    }

    /// RFC 6487 section 4.8.5: for routers only.
    public static func extendedKeyUsage(_ purposes: String...) -> CertificateExtension {
        CertificateExtension(OID.extendedKeyUsage) {
            $0.sequence { for purpose in purposes { $0.objectIdentifier(purpose) } }
        }
    }

    /// RFC 6487 section 4.8.9.
    public static func certificatePolicies(_ policies: CertificatePolicy...) -> CertificateExtension {
        CertificateExtension(OID.certificatePolicies, critical: true) {
            $0.sequence { for policy in policies { policy.encode(into: &$0) } }
        }
    }

    /// RFC 5280 section 5.2.3.
    public static func crlNumber(_ number: DERInteger) -> CertificateExtension {
        CertificateExtension(OID.crlNumber) { number.encode(into: &$0) }
    }

    /// RFC 5280 section 5.3.1: an extension of revoked entries that RFC 6487 section 5 forbids.
    public static func crlReason(_ reason: UInt8) -> CertificateExtension {
        CertificateExtension(OID.crlReason) { $0.primitive(tag: 0x0a, [reason]) }
    }
}

/// The bits of KeyUsage (RFC 5280 section 4.2.1.3).
public enum KeyUsage: Int, Sendable {
    case digitalSignature = 0
    case nonRepudiation = 1
    case keyEncipherment = 2
    case dataEncipherment = 3
    case keyAgreement = 4
    case keyCertSign = 5
    case cRLSign = 6
    case encipherOnly = 7
    case decipherOnly = 8
}
