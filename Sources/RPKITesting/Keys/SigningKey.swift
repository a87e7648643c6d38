internal import Crypto
package import CryptoExtras
internal import Foundation
internal import RPKIObjects

/// An RSA key pair that signs certificates, CRLs and signed objects with SHA-256 (RFC 7935 sections 2 and 3).
public struct SigningKey: Sendable {
    private let privateKey: _RSA.Signing.PrivateKey

    /// The DER of the public key's SubjectPublicKeyInfo: rsaEncryption with NULL parameters.
    public let subjectPublicKeyInfo: [UInt8]

    /// The SHA-1 of the public key's bits, 20 octets (RFC 6487 section 4.8.2).
    public let keyIdentifier: [UInt8]

    package init(_ privateKey: _RSA.Signing.PrivateKey) throws {
        self.privateKey = privateKey
        let primitives = try privateKey.publicKey.getKeyPrimitives()
        let keyBits = DERWriter.encode {
            $0.sequence {
                $0.integer(unsigned: primitives.modulus)
                $0.integer(unsigned: primitives.publicExponent)
            }
        }
        keyIdentifier = Array(Insecure.SHA1.hash(data: keyBits))
        subjectPublicKeyInfo = DERWriter.encode {
            $0.sequence {
                AlgorithmPlan.rsaEncryption.encode(into: &$0)
                $0.bitString(keyBits)
            }
        }
    }

    /// A key from its private key in PEM.
    public init(pemRepresentation: String) throws {
        try self.init(_RSA.Signing.PrivateKey(unsafePEMRepresentation: pemRepresentation))
    }

    /// A new random key of `bitCount` bits, at least 1024. It takes some 100 ms; ``KeyPool`` has keys ready for use.
    public static func random(bitCount: Int = 2048) throws -> SigningKey {
        try SigningKey(_RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bitCount)))
    }

    /// The RSASSA-PKCS1-v1_5 signature with SHA-256 of `message`; the same for the same message always.
    public func signature(for message: [UInt8]) throws -> [UInt8] {
        try Array(privateKey.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation)
    }

    /// True if `signature` is this key's for `message`.
    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        privateKey.publicKey.isValidSignature(
            .init(rawRepresentation: signature), for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
    }
}
