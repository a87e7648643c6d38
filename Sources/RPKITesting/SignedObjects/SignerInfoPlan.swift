internal import Crypto
public import Foundation
internal import RPKIObjects

/// A SignerInfo field by field (RFC 5652 section 5.3, RFC 6488 section 2.1.6).
public struct SignerInfoPlan: Sendable {
    /// A SignerIdentifier.
    public enum Identifier: Sendable {
        /// The key identifier of the object's own end-entity key.
        case endEntity
        case keyIdentifier([UInt8])
        /// Forbidden by RFC 6488 section 2.1.6.2.
        case issuerAndSerialNumber(NamePlan, DERInteger)
    }

    public var version: DERInteger = 3
    public var identifier: Identifier = .endEntity
    public var digestAlgorithm: AlgorithmPlan = .sha256
    /// `nil` leaves them out; the signature is then over the content itself.
    public var signedAttributes: [SignedAttribute]?
    /// True if the attributes are written in the order of DER, as they are when signed.
    public var sortsSignedAttributes = true
    public var signatureAlgorithm: AlgorithmPlan = .rsaEncryption
    public var signature: SignaturePlan = .correct
    /// Forbidden by RFC 6488 section 2.1.6.7.
    public var unsignedAttributes: [SignedAttribute]?

    /// The values that RFC 6488, as updated by RFC 9589, requires.
    public init(signingTime: Date) {
        signedAttributes = [.contentType(), .signingTime(.x509(signingTime)), .messageDigest()]
    }

    func encode(into der: inout DERWriter, contentType: String, content: [UInt8], key: SigningKey) throws {
        let digest = Array(SHA256.hash(data: content))
        let signed = signedAttributes.map { attributes in
            DERWriter.encode {
                $0.set {
                    for attribute in attributes {
                        attribute.encode(into: &$0, contentType: contentType, digest: digest)
                    }
                }
            }
        }
        let octets = try signature.octets(for: signed ?? content, by: key)
        der.sequence {
            version.encode(into: &$0)
            encodeIdentifier(into: &$0, key: key)
            digestAlgorithm.encode(into: &$0)
            if let attributes = signedAttributes {
                $0.context(0) {
                    let unsorted = DERWriter.encode {
                        for attribute in attributes {
                            attribute.encode(into: &$0, contentType: contentType, digest: digest)
                        }
                    }
                    $0.raw(sortsSignedAttributes ? DERWriter.sortedElements(unsorted) : unsorted)
                }
            }
            signatureAlgorithm.encode(into: &$0)
            $0.octetString(octets)
            if let attributes = unsignedAttributes {
                $0.context(1) {
                    for attribute in attributes {
                        attribute.encode(into: &$0, contentType: contentType, digest: digest)
                    }
                }
            }
        }
    }

    private func encodeIdentifier(into der: inout DERWriter, key: SigningKey) {
        switch identifier {
        case .endEntity: der.context(0, primitive: key.keyIdentifier)
        case .keyIdentifier(let octets): der.context(0, primitive: octets)
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            der.sequence {
                issuer.encode(into: &$0)
                serialNumber.encode(into: &$0)
            }
        }
    }
}
