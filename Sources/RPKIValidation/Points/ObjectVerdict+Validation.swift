internal import NumberResources
internal import RPKIObjects

extension ObjectVerdict {
    /// Validates an object against its CA, all but the time and the CRL (RFC 6487 section 7.2, RFC 6488 section 3 and
    /// the profile of its kind).
    ///
    /// - Parameters:
    ///   - type: what the file's name says it is; `nil` for an unregistered extension.
    ///   - uri: where the object is published.
    static func validating(
        _ octets: [UInt8], as type: RepositoryObject.FileType?, at uri: RsyncURI, revocationList: RsyncURI,
        issuer: Certificate.Authority, _ limits: DecodingLimits
    ) -> ObjectVerdict {
        do throws(ObjectError) {
            switch type {
            case nil, .manifest, .checklist:
                return .unknown
            case .revocationList:
                return .revocationList
            case .certificate:
                return try certificate(octets, revocationList, issuer, limits)
            case .some(let type):
                return try signedObject(octets, type, uri, revocationList, issuer, limits)
            }
        } catch {
            return .refused(error.shortened)
        }
    }

    private static func certificate(
        _ octets: [UInt8], _ revocationList: RsyncURI, _ issuer: Certificate.Authority, _ limits: DecodingLimits
    ) throws(ObjectError) -> ObjectVerdict {
        let certificate = try Certificate(decoding: octets, limits: limits)
        guard certificate.kind != .endEntity else {
            throw ObjectError(
                .kind, .rfc6487("4.8.1"), at: 0, "an end entity's certificate must be published only in its object")
        }
        try certificate.checkRevocationList(revocationList)
        let grant = try certificate.verify(issuer: issuer)
        guard certificate.kind == .router else { return .authority }
        // RFC 8360 section 4.2.6: the issuer must hold all resources that a router's certificate claims, regardless of
        // its policy.
        guard grant.excess.isEmpty, case .set(let asns) = certificate.resources.asns else {
            throw ObjectError(.overclaim, .rfc8360("4.2.6"), "not held by the issuer: \(grant.excess)")
        }
        var size = 0
        for range in asns.ranges { size += range.count }
        guard size <= limits.routerNumbers else {
            throw ObjectError(
                .count, Rule("Docs/Limits.md", ""),
                "\(size) AS numbers for one router, routerNumbers allows \(limits.routerNumbers)")
        }
        return .router(
            Signer(certificate),
            RouterKeys(
                asns: asns.ranges.flatMap { Array($0) }, subjectKeyIdentifier: certificate.subjectKeyIdentifier,
                subjectPublicKeyInfo: certificate.subjectPublicKeyInfo))
    }

    private static func signedObject(
        _ octets: [UInt8], _ type: RepositoryObject.FileType, _ uri: RsyncURI, _ revocationList: RsyncURI,
        _ issuer: Certificate.Authority, _ limits: DecodingLimits
    ) throws(ObjectError) -> ObjectVerdict {
        // Each kind by itself: an object is large, and is not copied on its way.
        switch type {
        case .routeOriginAuthorization:
            let roa = try RouteOriginAuthorization(decoding: octets, limits: limits)
            let (signer, held) = try signer(of: roa.object, at: uri, revocationList, issuer)
            try roa.checkEmbraced(by: held)
            return .routeOrigins(signer, RouteOrigins(asn: roa.asn.rawValue, addresses: roa.addresses))
        case .providerAuthorization:
            let aspa = try ProviderAuthorization(decoding: octets, limits: limits)
            let (signer, held) = try signer(of: aspa.object, at: uri, revocationList, issuer)
            try aspa.checkEmbraced(by: held)
            return .providers(
                signer, Providers(customer: aspa.customer.rawValue, providers: aspa.providers.map(\.rawValue)))
        case .prefixList:
            let list = try SignedPrefixList(decoding: octets, limits: limits)
            let (signer, held) = try signer(of: list.object, at: uri, revocationList, issuer)
            try list.checkEmbraced(by: held)
            return .other(signer)
        case .trustAnchorKey:
            let object = try TrustAnchorKeyObject(decoding: octets, limits: limits)
            let (signer, _) = try signer(of: object.object, at: uri, revocationList, issuer)
            try object.checkIssuer(issuer)
            return .other(signer)
        case .ghostbusters:
            let record = try GhostbustersRecord(decoding: octets, limits: limits)
            return .other(try signer(of: record.object, at: uri, revocationList, issuer).signer)
        case .certificate, .revocationList, .manifest, .checklist:
            return .unknown
        }
    }

    /// The signer of an object that is found valid, and the resources that it holds.
    private static func signer(
        of object: SignedObject, at uri: RsyncURI, _ revocationList: RsyncURI, _ issuer: Certificate.Authority
    ) throws(ObjectError) -> (signer: Signer, held: ResourceSet) {
        guard object.certificate.isFor(signedObjectAt: uri) else {
            throw ObjectError(
                .misplaced, .rfc6487("4.8.8.2"), at: object.certificate.whole.lowerBound,
                "its certificate is for \(object.certificate.signedObject?.description ?? "another object")")
        }
        try object.certificate.checkRevocationList(revocationList)
        let grant = try object.verify(issuer: issuer)
        return (Signer(object.certificate, excess: grant.excess), grant.resources)
    }
}

extension Certificate {
    /// Fails unless the certificate names the CRL that will be asked about it (RFC 6487 section 7.2, step 5).
    fileprivate func checkRevocationList(_ uri: RsyncURI) throws(ObjectError) {
        guard names(revocationList: uri) else {
            throw ObjectError(
                .crlDistributionPoints, .rfc6487("4.8.6"), at: whole.lowerBound,
                "names the CRL \(revocationList?.description ?? "none"), the manifest lists \(uri)")
        }
    }
}

extension TrustAnchorKeyObject {
    /// Fails unless the object was issued by the trust anchor whose current key it names (RFC 9691 section 2.3).
    fileprivate func checkIssuer(_ issuer: Certificate.Authority) throws(ObjectError) {
        // Below a trust anchor issuer and subject may have one name too, but never one key.
        let identifier = issuer.certificate.authorityKeyIdentifier
        guard identifier == nil || identifier == issuer.certificate.subjectKeyIdentifier,
            current.subjectPublicKeyInfo == issuer.certificate.subjectPublicKeyInfo
        else {
            throw ObjectError(
                .trustAnchorKey, .rfc9691("2.3"), "not issued by the trust anchor with the current key")
        }
    }
}
