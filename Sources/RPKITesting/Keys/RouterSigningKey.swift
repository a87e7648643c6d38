internal import Crypto
internal import RPKIObjects

/// A P-256 key pair of a BGPsec router (RFC 8608 section 3.1).
public struct RouterSigningKey: Sendable {
    /// The DER of the SubjectPublicKeyInfo: id-ecPublicKey on secp256r1, an uncompressed point.
    public let subjectPublicKeyInfo: [UInt8]

    /// The SHA-1 of the public key's bits, 20 octets (RFC 6487 section 4.8.2).
    public let keyIdentifier: [UInt8]

    private init(_ key: P256.Signing.PrivateKey) {
        let point = Array(key.publicKey.x963Representation)
        keyIdentifier = Array(Insecure.SHA1.hash(data: point))
        subjectPublicKeyInfo = DERWriter.encode {
            $0.sequence {
                AlgorithmPlan.p256PublicKey.encode(into: &$0)
                $0.bitString(point)
            }
        }
    }

    /// A new random key.
    public static func random() -> RouterSigningKey {
        RouterSigningKey(P256.Signing.PrivateKey())
    }

    /// The key numbered `index`, the same on every machine. Everybody can make it: it protects nothing.
    public static func derived(_ index: Int) throws -> RouterSigningKey {
        let secret = SHA256.hash(data: Array("Atalaya test router key \(index)".utf8))
        return try RouterSigningKey(P256.Signing.PrivateKey(rawRepresentation: secret))
    }
}
