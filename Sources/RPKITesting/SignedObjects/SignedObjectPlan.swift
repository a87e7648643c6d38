public import Foundation
internal import RPKIObjects

/// A signed object field by field: its content, its end-entity certificate and the CMS around them (RFC 6488).
///
/// ```swift
/// plan.roa?.families[0].addresses[0].maxLength = 33
/// plan.endEntity.extensions[OID.basicConstraints] = .basicConstraints()
/// plan.signerInfos[0].signedAttributes?.append(.binarySigningTime(0))
/// let octets = try plan.encoded()
/// ```
public struct SignedObjectPlan: Sendable {
    /// An element of SignedData's certificates.
    public enum EmbeddedCertificate: Sendable {
        case endEntity
        case other([UInt8])
    }

    /// The dotted identifier of the ContentInfo.
    public var contentType = OID.signedData
    public var version: DERInteger = 3
    public var digestAlgorithms: [AlgorithmPlan] = [.sha256]
    /// The dotted identifier of what is signed.
    public var eContentType: String
    public var content: SignedContent
    /// Taken instead of what `content` makes.
    public var eContent: [UInt8]?
    /// True if the content is left out, as a detached signature has it.
    public var isDetached = false
    /// `nil` leaves the field out.
    public var certificates: [EmbeddedCertificate]? = [.endEntity]
    /// Forbidden by RFC 6488 section 2.1.5.
    public var crls: [[UInt8]]?
    public var endEntity: CertificatePlan
    /// Signs the content; its public half belongs into `endEntity`.
    public var endEntityKey: SigningKey
    public var signerInfos: [SignerInfoPlan]
    /// Octets after the object.
    public var trailing: [UInt8] = []
    /// Changes the finished object.
    public var mutate: OctetChange?

    public init(_ content: SignedContent, endEntity: CertificatePlan, key: SigningKey, signingTime: Date) {
        self.content = content
        eContentType = content.identifier
        self.endEntity = endEntity
        endEntityKey = key
        signerInfos = [SignerInfoPlan(signingTime: signingTime)]
    }

    /// The object's DER, or what the plan makes of it.
    public func encoded() throws -> [UInt8] {
        let signedContent = eContent ?? content.encoded()
        let certificate = try endEntity.encoded()
        var der = DERWriter(reservingCapacity: signedContent.count + 2048)
        try der.sequence { der throws(any Error) in
            der.objectIdentifier(contentType)
            try der.context(0) { der throws(any Error) in
                try encodeSignedData(into: &der, signedContent, certificate)
            }
        }
        der.raw(trailing)
        var octets = der.bytes
        mutate?(&octets)
        return octets
    }

    private func encodeSignedData(
        into der: inout DERWriter, _ signedContent: [UInt8], _ certificate: [UInt8]
    ) throws {
        try der.sequence { der throws(any Error) in
            version.encode(into: &der)
            der.set { for algorithm in digestAlgorithms { algorithm.encode(into: &$0) } }
            der.sequence {
                $0.objectIdentifier(eContentType)
                if !isDetached { $0.context(0) { $0.octetString(signedContent) } }
            }
            if let certificates {
                der.context(0) {
                    for embedded in certificates {
                        switch embedded {
                        case .endEntity: $0.raw(certificate)
                        case .other(let octets): $0.raw(octets)
                        }
                    }
                }
            }
            if let crls { der.context(1) { for crl in crls { $0.raw(crl) } } }
            try der.set { der throws(any Error) in
                for signer in signerInfos {
                    try signer.encode(
                        into: &der, contentType: eContentType, content: signedContent, key: endEntityKey)
                }
            }
        }
    }
}
