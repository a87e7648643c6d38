/// `AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }`
struct AlgorithmIdentifier {
    let whole: Range<Int>
    let algorithm: ObjectIdentifier
    /// True if the parameters are NULL or absent, as every algorithm of RFC 7935 has them.
    let hasPlainParameters: Bool
    /// True if the parameters are NULL.
    let hasNullParameters: Bool
    /// The content of a parameter that is an OBJECT IDENTIFIER, such as a curve.
    let parameter: ObjectIdentifier?

    init(_ reader: inout DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        let value = try reader.next(.sequence, bytes)
        var content = DERReader(value.content)
        whole = value.whole
        algorithm = try content.objectIdentifier(bytes)
        switch content.peekTag(bytes) {
        case nil:
            hasPlainParameters = true
            hasNullParameters = false
            parameter = nil
        case .null:
            try content.null(bytes)
            hasPlainParameters = true
            hasNullParameters = true
            parameter = nil
        case .objectIdentifier:
            parameter = try content.objectIdentifier(bytes)
            hasPlainParameters = false
            hasNullParameters = false
        default:
            _ = try content.next(bytes)
            parameter = nil
            hasPlainParameters = false
            hasNullParameters = false
        }
        try content.finish("an algorithm identifier")
    }
}

extension DERReader {
    /// Reads the one signature algorithm of certificates and CRLs, sha256WithRSAEncryption (RFC 7935 section 2), and
    /// gives where its identifier lies.
    mutating func signatureAlgorithm(_ bytes: Span<UInt8>) throws(ObjectError) -> Range<Int> {
        let start = offset
        let identifier = try AlgorithmIdentifier(&self, bytes)
        guard identifier.algorithm == .sha256WithRSAEncryption, identifier.hasPlainParameters else {
            throw ObjectError(
                .signatureAlgorithm, .rfc7935("2"), at: start,
                "\(identifier.algorithm) instead of sha256WithRSAEncryption")
        }
        return identifier.whole
    }

    /// Reads the signature at the end of a certificate or CRL and checks that inner and outer algorithm are the same.
    mutating func outerSignature(
        _ bytes: Span<UInt8>, innerAlgorithm: Range<Int>
    ) throws(ObjectError) -> Range<Int> {
        let start = offset
        let outer = try signatureAlgorithm(bytes)
        guard bytes.equals(innerAlgorithm, bytes, outer) else {
            throw ObjectError(
                .signatureAlgorithm, .rfc5280("4.1.1.2"), at: start, "inner and outer signature algorithm differ")
        }
        let (unused, octets) = try bitString(bytes)
        guard unused == 0 else {
            throw ObjectError(.signature, .rfc5280("4.1.1.3"), at: octets.lowerBound, "signature is not whole octets")
        }
        return octets
    }
}
