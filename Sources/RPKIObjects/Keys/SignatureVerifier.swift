internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// A public key, made ready to verify RSA signatures (PKCS #1 v1.5 with SHA-256, RFC 7935 section 2).
///
/// Worth keeping for a CA, which signs many objects; an end entity's key signs one.
package struct SignatureVerifier: Sendable {
    private let key: _RSA.Signing.PublicKey

    init(_ key: SubjectPublicKey, _ bytes: Span<UInt8>) throws(ObjectError) {
        guard case .rsa(let modulus, let exponent) = key.kind else {
            throw ObjectError(.publicKey, .rfc7935("3"), at: key.whole.lowerBound, "not an RSA key")
        }
        do {
            self.key = try bytes.extracting(modulus).withUnsafeBytes { modulus in
                try bytes.extracting(exponent).withUnsafeBytes { try _RSA.Signing.PublicKey(n: modulus, e: $0) }
            }
        } catch {
            throw ObjectError(.publicKey, .rfc7935("3"), at: key.whole.lowerBound, "not a usable RSA key")
        }
    }

    /// True if the octets in `signature` sign those in `message`.
    func isValid(_ signature: Range<Int>, over message: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var hasher = SHA256()
        bytes.extracting(message).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return isValid(signature, for: hasher.finalize(), in: bytes)
    }

    /// True if the octets in `signature` sign what hashes to `digest`.
    func isValid(_ signature: Range<Int>, for digest: SHA256Digest, in bytes: Span<UInt8>) -> Bool {
        let signature = bytes.extracting(signature).withUnsafeBytes { _RSA.Signing.RSASignature(rawRepresentation: $0) }
        return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
    }
}
