internal import NumberResources

extension CertificateExtensions {
    /// The purpose of the certificate, according to its extensions.
    func kind(embedded: Bool, at offset: Int) throws(ObjectError) -> Certificate.Kind {
        if embedded {
            guard !hasBasicConstraints else {
                throw ObjectError(
                    .basicConstraints, .rfc6487("4.8.1"), at: offset, "only a CA's certificate may have the extension")
            }
            return .endEntity
        }
        if isAuthority {
            guard !isRouter || hasAuthorityMethods else {
                throw ObjectError(
                    .basicConstraints, .rfc6487("4.8.1"), at: offset,
                    "a router's certificate must not have the extension")
            }
            return .authority
        }
        guard !hasAuthorityMethods else {
            throw ObjectError(
                .basicConstraints, .rfc6487("4.8.1"), at: offset, "the extension is missing in a CA's certificate")
        }
        return isRouter ? .router : .endEntity
    }

    /// Checks which extensions are there against the profile of `kind`.
    func check(
        _ kind: Certificate.Kind, _ key: SubjectPublicKey, at offset: Int, selfIssued: Bool
    ) throws(ObjectError) {
        func refuse(_ known: KnownExtension, _ detail: String, _ rule: Rule? = nil) -> ObjectError {
            ObjectError(known.code, rule ?? known.rule, at: offset, detail)
        }
        let isTrustAnchor = kind == .authority && isTrustAnchor(selfIssued: selfIssued)
        guard subjectKeyIdentifier != nil else {
            throw refuse(.subjectKeyIdentifier, "the extension is missing")
        }
        if authorityKeyIdentifier == nil {
            guard isTrustAnchor else { throw refuse(.authorityKeyIdentifier, "the extension is missing") }
        }
        guard let keyUsage else { throw refuse(.keyUsage, "the extension is missing") }
        guard keyUsage == (kind == .authority ? 0x06 : 0x80) else {
            throw refuse(
                .keyUsage,
                kind == .authority
                    ? "the key usage of a CA must be keyCertSign and cRLSign only"
                    : "the key usage of an end entity must be digitalSignature only")
        }
        guard !hasExtendedKeyUsage || kind == .router else {
            throw refuse(.extendedKeyUsage, "only a router's certificate may have the extension")
        }
        guard hasPolicy else { throw refuse(.certificatePolicies, "the extension is missing") }
        try checkKey(kind, key)
        if isTrustAnchor {
            guard !hasRevocationList else {
                throw refuse(.crlDistributionPoints, "a trust anchor must not have the extension")
            }
            guard !hasIssuerLocation else {
                throw refuse(.authorityInformationAccess, "a trust anchor must not have the extension")
            }
        } else {
            guard hasRevocationList else { throw refuse(.crlDistributionPoints, "the extension is missing") }
            guard hasIssuerLocation else { throw refuse(.authorityInformationAccess, "the extension is missing") }
        }
        switch kind {
        case .authority: try checkAuthorityLocations(refuse)
        case .endEntity: try checkSignedObjectLocation(refuse)
        case .router:
            guard !hasSubjectLocations else {
                throw refuse(
                    .subjectInformationAccess, "a router's certificate must not have the extension", .rfc8209("3.1.3.3")
                )
            }
        }
        try checkResources(kind, isTrustAnchor: isTrustAnchor, refuse)
    }

    /// True if a CA's certificate is meant to be a trust anchor's, which is self-signed and names neither a CRL nor an
    /// issuer's certificate. Issuer and subject may have one name in other certificates too, as long as they have two
    /// keys.
    private func isTrustAnchor(selfIssued: Bool) -> Bool {
        guard let authorityKeyIdentifier else { return selfIssued }
        let isSelfSigned = authorityKeyIdentifier == subjectKeyIdentifier
        return selfIssued
            ? isSelfSigned || !hasRevocationList || !hasIssuerLocation
            : isSelfSigned && !hasRevocationList && !hasIssuerLocation
    }

    private func checkKey(_ kind: Certificate.Kind, _ key: SubjectPublicKey) throws(ObjectError) {
        switch (key.kind, kind) {
        case (.rsa, .authority), (.rsa, .endEntity), (.p256, .router): break
        case (.rsa, .router):
            throw ObjectError(.publicKey, .rfc8608("3.1"), at: key.whole.lowerBound, "a router's key must be on P-256")
        case (.p256, _): try key.checkIsRSA()
        }
    }

    private func checkAuthorityLocations(
        _ refuse: (KnownExtension, String, Rule?) -> ObjectError
    ) throws(ObjectError) {
        let rule = Rule.rfc6487("4.8.8.1")
        guard hasSubjectLocations else {
            throw refuse(.subjectInformationAccess, "the extension is missing", .rfc6487("4.8.8"))
        }
        guard !hasSignedObjectMethod else {
            throw refuse(.subjectInformationAccess, "id-ad-signedObject in a CA's certificate", rule)
        }
        guard locations.repository != nil else {
            throw refuse(.subjectInformationAccess, "no rsync URI of id-ad-caRepository", rule)
        }
        guard locations.manifest != nil else {
            throw refuse(.subjectInformationAccess, "no rsync URI of id-ad-rpkiManifest", rule)
        }
    }

    private func checkSignedObjectLocation(
        _ refuse: (KnownExtension, String, Rule?) -> ObjectError
    ) throws(ObjectError) {
        let rule = Rule.rfc6487("4.8.8.2")
        // A checklist may have no SIA, as it need not be published (RFC 9323 section 2); the others must: see
        // SignedObject.
        guard !hasAuthorityMethods else {
            throw refuse(.subjectInformationAccess, "methods of a CA in an end entity's certificate", rule)
        }
        guard !hasSubjectLocations || locations.signedObject != nil || !hasSignedObjectMethod else {
            throw refuse(.subjectInformationAccess, "no rsync URI of id-ad-signedObject", rule)
        }
    }

    private func checkResources(
        _ kind: Certificate.Kind, isTrustAnchor: Bool, _ refuse: (KnownExtension, String, Rule?) -> ObjectError
    ) throws(ObjectError) {
        guard hasIPResources || hasASResources else {
            throw refuse(.ipAddressBlocks, "neither IP nor AS resources", .rfc6487("4.8.10")).with(code: .noResources)
        }
        guard resourceFlavour == policy else {
            throw refuse(
                .certificatePolicies, "policy and resource extensions are of different versions", .rfc8360("4.2.2"))
        }
        if isTrustAnchor, resources.inherits {
            throw refuse(
                hasIPResources ? .ipAddressBlocks : .asIdentifiers, "a trust anchor must not inherit", .rfc8630("2.3"))
        }
        if kind == .router {
            guard !hasIPResources else {
                throw refuse(.ipAddressBlocks, "IP resources in a router's certificate", .rfc8209("3.1.3.4"))
            }
            guard hasASResources, resources.asns != .inherit else {
                throw refuse(.asIdentifiers, "a router's certificate must list its AS numbers", .rfc8209("3.1.3.5"))
            }
        }
    }
}

extension ObjectError {
    fileprivate func with(code: Code) -> ObjectError {
        ObjectError(code, rule, at: offset, detail)
    }
}
