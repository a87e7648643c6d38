public import Foundation
public import NumberResources
internal import TextFormats

extension CertificatePlan {
    /// A self-signed trust anchor certificate (RFC 6487 section 4, RFC 8630 section 2.3).
    public static func trustAnchor(
        name: NamePlan, key: SigningKey, resources: Resources, publishing: PublicationURIs,
        serialNumber: DERInteger = 1, validity: ClosedRange<Date>, flavour: ResourceFlavour = .strict
    ) -> CertificatePlan {
        var plan = CertificatePlan(
            serialNumber: serialNumber, issuer: name, notBefore: .x509(validity.lowerBound),
            notAfter: .x509(validity.upperBound), subject: name, subjectPublicKeyInfo: key.subjectPublicKeyInfo,
            extensions: [
                .basicConstraints(), .subjectKeyIdentifier(key.keyIdentifier), .keyUsage(.keyCertSign, .cRLSign),
                .subjectInformationAccess(publishing.descriptions), .certificatePolicies(flavour.policy),
            ], issuerKey: key)
        plan.extensions.setResources(resources, flavour)
        return plan
    }

    /// The certificate of a CA below another (RFC 6487 section 4).
    public static func authority(
        name: NamePlan, key: SigningKey, resources: Resources, publishing: PublicationURIs, by issuer: Issuer,
        serialNumber: DERInteger, validity: ClosedRange<Date>, flavour: ResourceFlavour = .strict
    ) -> CertificatePlan {
        var plan = CertificatePlan(
            name, key.subjectPublicKeyInfo, key.keyIdentifier, by: issuer, serialNumber, validity, flavour)
        plan.extensions.insert(.basicConstraints(), at: 0)
        plan.extensions[OID.keyUsage] = .keyUsage(.keyCertSign, .cRLSign)
        plan.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(publishing.descriptions)
        plan.extensions.setResources(resources, flavour)
        return plan
    }

    /// The end-entity certificate within a signed object (RFC 6487 section 4, RFC 6488 section 3).
    ///
    /// - Parameter signedObject: the rsync URI of the object; `nil` for a checklist, which has none (RFC 9323).
    public static func endEntity(
        key: SigningKey, resources: Resources, signedObject: String?, by issuer: Issuer, serialNumber: DERInteger,
        validity: ClosedRange<Date>, flavour: ResourceFlavour = .strict
    ) -> CertificatePlan {
        let number = serialNumber.contents.hexadecimal(uppercase: true)
        var plan = CertificatePlan(
            NamePlan(commonName: "EE-" + number), key.subjectPublicKeyInfo, key.keyIdentifier,
            by: issuer, serialNumber, validity, flavour)
        if let signedObject {
            plan.extensions[OID.subjectInformationAccess] =
                .subjectInformationAccess(AccessDescription(OID.signedObject, signedObject))
        }
        plan.extensions.setResources(resources, flavour)
        return plan
    }

    /// The certificate of a BGPsec router (RFC 8209 section 3.1).
    public static func router(
        asns: [ASN], key: RouterSigningKey, by issuer: Issuer, serialNumber: DERInteger, validity: ClosedRange<Date>,
        flavour: ResourceFlavour = .strict
    ) -> CertificatePlan {
        let digits = String(asns.first?.rawValue ?? 0, radix: 16, uppercase: true)
        let name = "ROUTER-" + String(repeating: "0", count: 8 - digits.count) + digits
        var plan = CertificatePlan(
            NamePlan(commonName: name), key.subjectPublicKeyInfo, key.keyIdentifier, by: issuer, serialNumber,
            validity, flavour)
        plan.extensions[OID.extendedKeyUsage] = .extendedKeyUsage(OID.bgpsecRouter)
        let set = IntervalSet(asns.map { $0.rawValue...$0.rawValue })
        plan.extensions.setResources(Resources(ResourceClaims(asns: .set(set))), flavour)
        return plan
    }

    /// The properties that all certificates below a trust anchor have in common.
    private init(
        _ subject: NamePlan, _ subjectPublicKeyInfo: [UInt8], _ keyIdentifier: [UInt8], by issuer: Issuer,
        _ serialNumber: DERInteger, _ validity: ClosedRange<Date>, _ flavour: ResourceFlavour
    ) {
        self.init(
            serialNumber: serialNumber, issuer: issuer.name, notBefore: .x509(validity.lowerBound),
            notAfter: .x509(validity.upperBound), subject: subject, subjectPublicKeyInfo: subjectPublicKeyInfo,
            extensions: [
                .subjectKeyIdentifier(keyIdentifier), .authorityKeyIdentifier(issuer.key.keyIdentifier),
                .keyUsage(.digitalSignature), .crlDistributionPoints(issuer.crlURI),
                .authorityInformationAccess(AccessDescription(OID.caIssuers, issuer.certificateURI)),
                .certificatePolicies(flavour.policy),
            ], issuerKey: issuer.key)
    }
}
