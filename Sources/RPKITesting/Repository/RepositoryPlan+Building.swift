internal import Foundation

extension RepositoryPlan {
    /// Signs everything.
    public func build() throws -> TestRepository {
        var files: [String: [UInt8]] = [:]
        var detached: [String: [UInt8]] = [:]
        for authority in allAuthorities {
            let point = try build(authority)
            files.merge(point.files) { _, later in later }
            detached.merge(point.detached) { _, later in later }
        }
        let certificate = try encodedTrustAnchor()
        for uri in trustAnchorURIs { files[uri] = certificate }
        return TestRepository(
            name: name, files: files, tal: try tal(), detached: detached, expected: expectedPayloads(), now: now)
    }

    /// The text of the trust anchor locator.
    public func tal() throws -> String {
        var plan = TALPlan(
            uris: trustAnchorURIs, subjectPublicKeyInfo: try key(of: trustAnchor).subjectPublicKeyInfo)
        plan.comments = talComments
        return plan.text
    }

    /// The key that an authority signs with.
    public func key(of authority: AuthorityID) throws -> SigningKey {
        try self[authority].key ?? keys.authorityKey(self[authority].keyNumber)
    }

    /// The values that an authority puts into everything it issues.
    public func issuer(_ authority: AuthorityID) throws -> Issuer {
        Issuer(
            name: self[authority].subject, key: try key(of: authority),
            certificateURI: certificateURI(of: authority), crlURI: self[authority].crlURI)
    }

    /// Signs what one authority publishes: files by their rsync URI.
    public func files(of authority: AuthorityID) throws -> [String: [UInt8]] {
        try build(authority).files
    }

    /// Signs what one authority publishes: files by their rsync URI, and checklists, which are not among them, by name.
    func build(_ authority: AuthorityID) throws -> (files: [String: [UInt8]], detached: [String: [UInt8]]) {
        let plan = self[authority]
        let issuer = try issuer(authority)
        var listed = plan.phantoms
        var detached: [String: [UInt8]] = [:]
        var published: [String: [UInt8]] = [:]
        for (index, object) in plan.objects.enumerated() {
            var octets = try encoded(object, index, by: issuer, of: plan)
            if object.isListed { listed.append(ManifestPlan.File(object.name, contents: octets)) }
            object.tamper?(&octets)
            if object.isPublished { published[object.name] = octets }
            if case .signed(.checklist, _) = object.kind, !object.isPublished { detached[object.name] = octets }
        }

        var crl = CRLPlan(
            issuer: plan.subject, key: issuer.key, number: DERInteger(plan.crlNumber), thisUpdate: plan.thisUpdate,
            nextUpdate: plan.nextUpdate, revoked: plan.revokedSerialNumbers)
        for edit in plan.crlEdits { edit(&crl) }
        let crlOctets = try crl.encoded()
        if plan.listsCRL { listed.append(ManifestPlan.File(plan.crlName, contents: crlOctets)) }
        if plan.publishesCRL { published[plan.crlName] = crlOctets }

        let manifest = try encodedManifest(listed, by: issuer, of: plan)
        if plan.publishesManifest { published[plan.manifestName] = manifest }
        guard plan.isCaptured else { return ([:], detached) }
        let files = published.map { (plan.publicationPoint + $0.key, $0.value) }
        return (Dictionary(files, uniquingKeysWith: { _, last in last }), detached)
    }

    private func encodedManifest(
        _ files: [ManifestPlan.File], by issuer: Issuer, of plan: AuthorityPlan
    ) throws -> [UInt8] {
        // A number apart from those of the other objects, and a new one for each issue: the key is used once.
        let serialNumber = DERInteger(UInt64(1) << 40 + plan.manifestNumber)
        let key = try keys.endEntityKey(Int(truncatingIfNeeded: plan.manifestNumber & 0xff))
        let endEntity = CertificatePlan.endEntity(
            key: key, resources: plan.inherited, signedObject: plan.publicationPoint + plan.manifestName, by: issuer,
            serialNumber: serialNumber, validity: plan.thisUpdate...max(plan.thisUpdate, plan.nextUpdate),
            flavour: plan.issuedFlavour)
        let content = ManifestPlan(
            number: DERInteger(plan.manifestNumber), thisUpdate: plan.thisUpdate, nextUpdate: plan.nextUpdate,
            files: files.sorted { $0.name < $1.name })
        var manifest = SignedObjectPlan(
            .manifest(content), endEntity: endEntity, key: key, signingTime: plan.thisUpdate)
        for edit in plan.manifestEdits { edit(&manifest) }
        return try manifest.encoded()
    }

    private func encoded(
        _ object: PublishedObject, _ index: Int, by issuer: Issuer, of plan: AuthorityPlan
    ) throws -> [UInt8] {
        switch object.kind {
        case .octets(let octets):
            return octets
        case .authority(let authority):
            let subject = self[authority]
            return try edited(
                .authority(
                    name: subject.subject, key: key(of: authority), resources: subject.resources,
                    publishing: subject.publishing, by: issuer, serialNumber: object.serialNumber,
                    validity: object.validity, flavour: subject.flavour), object)
        case .router(let asns, let key):
            return try edited(
                .router(
                    asns: asns, key: key, by: issuer, serialNumber: object.serialNumber, validity: object.validity,
                    flavour: plan.issuedFlavour), object)
        case .signed(let content, let resources):
            let key = try keys.endEntityKey(index)
            let isChecklist = if case .checklist = content { true } else { false }
            let endEntity = CertificatePlan.endEntity(
                key: key, resources: resources,
                signedObject: isChecklist ? nil : plan.publicationPoint + object.name, by: issuer,
                serialNumber: object.serialNumber, validity: object.validity, flavour: plan.issuedFlavour)
            var signed = SignedObjectPlan(
                content, endEntity: endEntity, key: key, signingTime: object.validity.lowerBound)
            for edit in object.signedObjectEdits { edit(&signed) }
            return try signed.encoded()
        }
    }

    private func edited(_ certificate: CertificatePlan, _ object: PublishedObject) throws -> [UInt8] {
        var certificate = certificate
        for edit in object.certificateEdits { edit(&certificate) }
        return try certificate.encoded()
    }

    func encodedTrustAnchor() throws -> [UInt8] {
        let plan = self[trustAnchor]
        return try edited(
            .trustAnchor(
                name: plan.subject, key: key(of: trustAnchor), resources: plan.resources, publishing: plan.publishing,
                serialNumber: trustAnchorCertificate.serialNumber, validity: trustAnchorCertificate.validity,
                flavour: plan.flavour), trustAnchorCertificate)
    }
}
