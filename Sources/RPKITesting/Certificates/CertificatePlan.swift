internal import RPKIObjects

/// A certificate field by field: right as the profiles make it, wrong wherever a field is changed.
///
/// ```swift
/// var plan = CertificatePlan.endEntity(...)
/// plan.extensions[OID.keyUsage] = .keyUsage(.digitalSignature, .nonRepudiation)
/// plan.extensions[OID.subjectKeyIdentifier]?.critical = true
/// plan.serialNumber = -1
/// let octets = try plan.encoded()
/// ```
public struct CertificatePlan: Sendable {
    /// The number of the version less one; `nil` leaves it out, which is version 1.
    public var version: DERInteger? = 2
    public var serialNumber: DERInteger
    /// The algorithm within what is signed.
    public var innerAlgorithm: AlgorithmPlan = .sha256WithRSAEncryption
    public var issuer: NamePlan
    public var notBefore: DERTime
    public var notAfter: DERTime
    public var subject: NamePlan
    /// The DER of a SubjectPublicKeyInfo.
    public var subjectPublicKeyInfo: [UInt8]
    /// Forbidden by RFC 6487 section 4.
    public var issuerUniqueID: BitString?
    /// Forbidden by RFC 6487 section 4.
    public var subjectUniqueID: BitString?
    /// In the order of writing; none at all leaves the field out.
    public var extensions: [CertificateExtension]
    /// The algorithm next to the signature.
    public var outerAlgorithm: AlgorithmPlan = .sha256WithRSAEncryption
    public var issuerKey: SigningKey
    public var signature: SignaturePlan = .correct
    /// Changes what is about to be signed.
    public var mutateToBeSigned: OctetChange?
    /// Changes the finished certificate.
    public var mutate: OctetChange?

    /// The certificate's DER, or what the plan makes of it.
    public func encoded() throws -> [UInt8] {
        var toBeSigned = DERWriter.encode { encodeToBeSigned(into: &$0) }
        mutateToBeSigned?(&toBeSigned)
        var octets = try signature.signed(toBeSigned, outerAlgorithm, by: issuerKey)
        mutate?(&octets)
        return octets
    }

    private func encodeToBeSigned(into der: inout DERWriter) {
        der.sequence {
            if let version { $0.context(0) { version.encode(into: &$0) } }
            serialNumber.encode(into: &$0)
            innerAlgorithm.encode(into: &$0)
            issuer.encode(into: &$0)
            $0.sequence {
                notBefore.encode(into: &$0)
                notAfter.encode(into: &$0)
            }
            subject.encode(into: &$0)
            $0.raw(subjectPublicKeyInfo)
            if let id = issuerUniqueID { $0.context(1, primitive: [id.unusedBits] + id.octets) }
            if let id = subjectUniqueID { $0.context(2, primitive: [id.unusedBits] + id.octets) }
            if !extensions.isEmpty {
                $0.context(3) { $0.sequence { for added in extensions { added.encode(into: &$0) } } }
            }
        }
    }
}
