internal import FoundationEssentials
internal import NumberResources
internal import RPKIObjects

extension RepositoryObject {
    /// Checks the object against its issuer and the clock, all but revocation (RFC 6487 section 7.2, RFC 6488 section 3 and
    /// the profile of its kind).
    ///
    /// - Returns: what a certificate claims beyond its issuer's resources and loses (RFC 8360).
    func check(issuer: Certificate.Authority, at date: Date) throws(ObjectError) -> ResourceSet {
        switch self {
        case .certificate(let certificate):
            let grant = try certificate.verify(issuer: issuer)
            guard certificate.kind != .router || grant.excess.isEmpty else {
                throw ObjectError(.overclaim, .rfc8360("4.2.6"), "not held by the issuer: \(grant.excess)")
            }
            try certificate.checkValidity(at: date)
            return grant.excess
        case .revocationList(let list):
            try list.verify(issuer: issuer)
            try list.checkCurrent(at: date)
            return ResourceSet()
        default:
            break
        }
        guard let object = signedObject else { return ResourceSet() }
        let grant = try object.verify(issuer: issuer)
        try object.certificate.checkValidity(at: date)
        switch self {
        case .manifest(let manifest): try manifest.checkCurrent(at: date)
        case .routeOriginAuthorization(let roa): try roa.checkEmbraced(by: grant.resources)
        case .providerAuthorization(let aspa): try aspa.checkEmbraced(by: grant.resources)
        case .prefixList(let list): try list.checkEmbraced(by: grant.resources)
        case .checklist(let list): try list.checkEmbraced(by: grant.resources)
        case .trustAnchorKey(let key): try key.check(issuer: issuer.certificate)
        default: break
        }
        return grant.excess
    }
}

extension TrustAnchorKeyObject {
    /// Fails unless the trust anchor whose current key the object names has issued it (RFC 9691 section 2.3).
    fileprivate func check(issuer: Certificate) throws(ObjectError) {
        guard issuer.isSelfIssued, current.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo else {
            throw ObjectError(.trustAnchorKey, .rfc9691("2.3"), "not issued by the trust anchor with the current key")
        }
    }
}
