internal import Crypto

/// A public key as a certificate carries it: RSA with 2,048 bits and exponent 65,537 (RFC 7935 section 3), or a point
/// on P-256 in a router's certificate (RFC 8608 section 3.1).
///
///     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
struct SubjectPublicKey {
    enum Kind {
        /// The places of modulus (256 octets, without the sign octet) and exponent.
        case rsa(modulus: Range<Int>, exponent: Range<Int>)
        case p256
    }

    let kind: Kind
    /// The whole SubjectPublicKeyInfo.
    let whole: Range<Int>
    /// The octets of the BIT STRING, which key identifiers hash.
    let bits: Range<Int>

    init(_ reader: inout DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        let value = try reader.next(.sequence, bytes)
        var content = DERReader(value.content)
        let algorithm = try AlgorithmIdentifier(&content, bytes)
        let (unused, octets) = try content.bitString(bytes)
        try content.finish("SubjectPublicKeyInfo")
        whole = value.whole
        bits = octets
        guard unused == 0 else {
            throw ObjectError(.publicKey, .rfc7935("3.1"), at: octets.lowerBound, "key is not whole octets")
        }
        switch algorithm.algorithm {
        case .rsaEncryption:
            guard algorithm.hasNullParameters else {
                throw ObjectError(
                    .publicKey, Rule("RFC 4055", "1.2"), at: value.start, "rsaEncryption without NULL as its parameters"
                )
            }
            var key = DERReader(octets)
            var numbers = try key.sequence(bytes)
            try key.finish("the RSA key")
            let modulus = try numbers.integer(bytes)
            let exponent = try numbers.integer(bytes)
            try numbers.finish("the RSA key")
            guard modulus.count == 257, bytes[modulus.lowerBound] == 0, bytes[modulus.lowerBound + 1] & 0x80 != 0 else {
                throw ObjectError(
                    .publicKey, .rfc7935("3"), at: modulus.lowerBound, "RSA modulus does not have 2,048 bits")
            }
            guard exponent.count == 3, bytes[exponent.lowerBound] == 1, bytes[exponent.lowerBound + 1] == 0,
                bytes[exponent.lowerBound + 2] == 1
            else {
                throw ObjectError(
                    .publicKey, .rfc7935("3"), at: exponent.lowerBound, "RSA exponent is not 65,537")
            }
            kind = .rsa(modulus: modulus.lowerBound + 1..<modulus.upperBound, exponent: exponent)
        case .ecPublicKey where algorithm.parameter == .prime256v1:
            guard octets.count == 65, bytes[octets.lowerBound] == 4 else {
                throw ObjectError(
                    .publicKey, .rfc8608("3.1"), at: octets.lowerBound, "not an uncompressed point of P-256")
            }
            guard (try? P256.Signing.PublicKey(x963Representation: bytes.octets(octets))) != nil else {
                throw ObjectError(
                    .publicKey, .rfc8608("3.1"), at: octets.lowerBound, "a point that is not on P-256")
            }
            kind = .p256
        default:
            throw ObjectError(
                .publicKey, .rfc7935("3.1"), at: value.start, "key algorithm \(algorithm.algorithm)")
        }
    }

    /// Fails unless the key is one that CAs have: RSA.
    func checkIsRSA() throws(ObjectError) {
        guard case .rsa = kind else {
            throw ObjectError(.publicKey, .rfc7935("3"), at: whole.lowerBound, "only a router's key may be on P-256")
        }
    }
}
