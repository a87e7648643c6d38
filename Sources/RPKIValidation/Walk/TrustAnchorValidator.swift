internal import RPKIObjects
internal import TextFormats

internal import struct FoundationEssentials.Date

/// Finds the certificate of a trust anchor (RFC 8630 section 3).
struct TrustAnchorValidator: Sendable {
    let source: any ObjectSource
    let store: (any VerdictStore)?
    let limits: ValidationLimits
    let date: Date

    /// The trust anchor's publication point, from the first URI that has a valid certificate with the locator's key, or
    /// else from the certificate that was last valid.
    func point(of locator: TrustAnchorLocator, index: Int) async throws -> (PublicationPoint?, [Rejection]) {
        let anchor = TrustAnchor(
            name: locator.name, keyHash: ObjectHash(of: locator.subjectPublicKeyInfo), index: index)
        let key = PointKey(
            trustAnchor: anchor.keyHash, authority: KeyIdentifier(ofTrustAnchor: anchor.keyHash), repository: "")
        let kept = try store?.record(for: key).flatMap(ObjectHash.init(octets:))
        var failures: [(String, ObjectHash?, ObjectError)] = []

        for uri in locator.uris {
            var hash: ObjectHash?
            do {
                guard let octets = try await source.trustAnchorCertificate(at: uri) else {
                    throw ObjectError(.unreachable, .rfc8630("3"), "not in the local copy")
                }
                hash = ObjectHash(of: octets)
                let point = try point(octets, uri, locator, anchor)
                if let hash, kept != hash {
                    try lastValid(kept, locator, anchor).map(point.checkSupersedes)
                    let entry = PointEntry(
                        record: hash.octets, hashes: [hash], objects: [hash: octets], until: point.chain.notAfter)
                    try store?.keep(entry, for: key)
                }
                if let warning = point.authority.certificate.nameEncoding.warning {
                    failures.append((uri, hash, warning))
                }
                // A URI that failed before another one served is worth a look, and no more.
                return (point, failures.map { Rejection(uri: $0.0, hash: $0.1, level: .warning, error: $0.2) })
            } catch let error as ObjectError {
                failures.append((uri, hash, error))
            } catch let error as SourceError {
                failures.append((uri, nil, ObjectError(.unreachable, .rfc8630("3"), error.description)))
            }
        }

        if let last = try lastValid(kept, locator, anchor) {
            return (last, failures.map { Rejection(uri: $0.0, hash: $0.1, level: .pointKept, error: $0.2) })
        }
        return (nil, failures.map { Rejection(uri: $0.0, hash: $0.1, level: .rejected, error: $0.2) })
    }

    /// The trust anchor as it was when it was last valid, if it still is.
    private func lastValid(
        _ hash: ObjectHash?, _ locator: TrustAnchorLocator, _ anchor: TrustAnchor
    ) throws -> PublicationPoint? {
        guard let hash, let octets = try store?.object(hash), let uri = locator.uris.first else { return nil }
        return try? point(octets, uri, locator, anchor)
    }

    private func point(
        _ octets: [UInt8], _ uri: String, _ locator: TrustAnchorLocator, _ anchor: TrustAnchor
    ) throws(ObjectError) -> PublicationPoint {
        let certificate = try Certificate(decoding: octets, limits: limits.decoding)
        try locator.checkKey(of: certificate)
        let authority = try certificate.verifyAsTrustAnchor()
        try certificate.checkValidity(at: date)
        guard
            let point = PublicationPoint(
                authority, context: authority.context, certificateURI: uri, chain: Chain(trustAnchor: certificate),
                trustAnchor: anchor, parent: nil)
        else { throw .unusablePoint(certificate) }
        return point
    }
}

extension PublicationPoint {
    /// Fails when this certificate of a trust anchor is older than the one that was last valid, which is then used on:
    /// an old one may be replayed to bring old resources back. It is the one of the later notBefore that counts, and of
    /// two alike the one that is to end first.
    fileprivate func checkSupersedes(_ last: PublicationPoint) throws(ObjectError) {
        let certificate = authority.certificate
        let known = last.authority.certificate
        let rule = Rule("draft-ietf-sidrops-rpki-ta-tiebreaker", "")
        guard certificate.notBefore >= known.notBefore else {
            throw ObjectError(
                .stale, rule,
                "valid from \(RFC3339(certificate.notBefore)), but the last valid one from \(RFC3339(known.notBefore))"
            )
        }
        guard certificate.notBefore > known.notBefore || certificate.notAfter <= known.notAfter else {
            throw ObjectError(
                .stale, rule,
                "valid until \(RFC3339(certificate.notAfter)), but the last valid one until \(RFC3339(known.notAfter))"
            )
        }
    }
}

extension ObjectError {
    /// The error of a CA whose publication point or manifest is named by no usable rsync URI.
    static func unusablePoint(_ certificate: Certificate) -> ObjectError {
        ObjectError(
            .subjectInformationAccess, .rfc6487("4.8.8.1"), at: certificate.whole.lowerBound,
            "the rsync URI of the publication point or of its manifest cannot be used")
    }
}

extension KeyIdentifier {
    /// The key for the trust anchor's own certificate in a store: no CA's key has this identifier except by chance.
    fileprivate init(ofTrustAnchor hash: ObjectHash) {
        self.init(hash.octets.span, 0..<20)
    }
}
