internal import Crypto
public import NumberResources
internal import TextFormats

public import struct FoundationEssentials.Date

extension Certificate {
    /// A certification authority that has been found valid: what its subordinates are checked against.
    ///
    /// One for each CA, which much refers to: not copied.
    public final class Authority: Sendable {
        public let certificate: Certificate
        /// The resources it holds: its claims, resolved through its issuers (RFC 6487 section 7.2) and trimmed where
        /// its policy says so (RFC 8360 section 4.2.4.4).
        public let resources: ResourceSet
        package let key: SignatureVerifier

        package init(_ certificate: Certificate, resources: ResourceSet) throws(ObjectError) {
            self.certificate = certificate
            self.resources = resources
            key = try certificate.verifier()
        }
    }

    /// The remaining claims of a certificate, and those that exceed the issuer's.
    public struct ResourceGrant: Hashable, Sendable {
        public let resources: ResourceSet
        /// Not empty only with ``Certificate/Policy/reconsidered``.
        public let excess: ResourceSet

        package init(resources: ResourceSet, excess: ResourceSet) {
            self.resources = resources
            self.excess = excess
        }
    }

    /// Checks all that does not depend on the time (RFC 6487 section 7.2, steps 1, 6 and 7): names, key identifiers,
    /// signature and resources.
    ///
    /// - Returns: the resources that the certificate holds.
    public func verify(issuer: Authority) throws(ObjectError) -> ResourceGrant {
        let own = bytes.span
        let parent = issuer.certificate
        guard own.namesEqual(issuerName, parent.bytes.span, parent.subjectName) else {
            throw ObjectError(
                .issuerMismatch, .rfc6487("7.2"), at: issuerName.lowerBound, "issuer is not the subject of the issuer")
        }
        guard authorityKeyIdentifier == parent.subjectKeyIdentifier else {
            throw ObjectError(
                .authorityKeyIdentifier, .rfc6487("4.8.3"),
                "\(authorityKeyIdentifier.map(\.description) ?? "none"), the issuer's key is \(parent.subjectKeyIdentifier)"
            )
        }
        guard subjectKeyIdentifier != authorityKeyIdentifier else {
            throw ObjectError(.authorityKeyIdentifier, .rfc6487("4.8.3"), "issuer and subject have the same key")
        }
        try checkKeyIdentifier()
        try checkSignature(by: issuer.key)
        return try grant(issuer: issuer.resources)
    }

    /// The resources that the certificate holds when its issuer holds `issuer`.
    package func grant(issuer: ResourceSet) throws(ObjectError) -> ResourceGrant {
        let claimed = resources.resolved(issuer: issuer)
        if issuer.isSuperset(of: claimed) {
            return ResourceGrant(resources: claimed, excess: ResourceSet())
        }
        let excess = claimed.subtracting(issuer)
        guard policy == .reconsidered else {
            throw ObjectError(
                .overclaim, .rfc6487("7.2"), at: resourceOffset, "not held by the issuer: \(excess)")
        }
        return ResourceGrant(resources: claimed.intersection(issuer), excess: excess)
    }

    /// Checks the certificate as a trust anchor's own (RFC 8630 section 2.3, RFC 6487 section 7.2).
    ///
    /// - Throws: when it is not self-signed or not a CA's. The key of the locator is compared by
    ///   ``TrustAnchorLocator``.
    public func verifyAsTrustAnchor() throws(ObjectError) -> Authority {
        guard kind == .authority else {
            throw ObjectError(.basicConstraints, .rfc6487("4.8.1"), "the trust anchor's certificate is not a CA's")
        }
        guard isSelfIssued else {
            throw ObjectError(
                .issuerMismatch, .rfc8630("2.3"), at: issuerName.lowerBound, "issuer and subject differ")
        }
        guard authorityKeyIdentifier == nil || authorityKeyIdentifier == subjectKeyIdentifier else {
            throw ObjectError(
                .authorityKeyIdentifier, .rfc6487("4.8.3"), "the identifier is not that of the trust anchor's key")
        }
        try checkKeyIdentifier()
        let authority = try Authority(self, resources: resources.resolved(issuer: ResourceSet()))
        try checkSignature(by: authority.key)
        return authority
    }

    /// Checks the validity period (RFC 6487 section 7.2, step 2).
    public func checkValidity(at date: Date) throws(ObjectError) {
        try checkPeriod(notBefore, notAfter, at: date)
    }

    private func checkKeyIdentifier() throws(ObjectError) {
        guard KeyIdentifier(hashing: bytes.span, key.bits) == subjectKeyIdentifier else {
            throw ObjectError(
                .subjectKeyIdentifier, .rfc6487("4.8.2"), at: key.whole.lowerBound, "not the hash of the key")
        }
    }

    private func checkSignature(by key: SignatureVerifier) throws(ObjectError) {
        guard key.isValid(signature, over: tbs, in: bytes.span) else {
            throw ObjectError(
                .signature, .rfc6487("7.2"), at: signature.lowerBound, "not made with the issuer's key")
        }
    }

    package func verifier() throws(ObjectError) -> SignatureVerifier {
        try SignatureVerifier(key, bytes.span)
    }
}

/// Checks a validity period against the clock (RFC 6487 section 7.2, step 2).
package func checkPeriod(_ notBefore: Date, _ notAfter: Date, at date: Date) throws(ObjectError) {
    guard date >= notBefore else {
        throw ObjectError(.notYetValid, .rfc6487("4.6.1"), "valid from \(RFC3339(notBefore)) on")
    }
    guard date <= notAfter else {
        throw ObjectError(.expired, .rfc6487("4.6.2"), "valid until \(RFC3339(notAfter))")
    }
}
