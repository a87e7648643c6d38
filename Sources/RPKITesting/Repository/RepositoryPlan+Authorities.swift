internal import Foundation

extension RepositoryPlan {
    /// Adds an authority, below the trust anchor unless `parent` is named.
    ///
    /// - Parameters:
    ///   - resources: what its certificate claims, which may be more than the parent holds.
    ///   - flavour: which policy and resource extensions its certificate and what it issues have.
    ///   - other: the authority whose publication point it shares, as the two keys of a rollover do.
    ///   - edit: makes the certificate wrong.
    @discardableResult
    public mutating func addCA(
        _ name: String, in parent: AuthorityID? = nil, resources: Resources, flavour: ResourceFlavour = .strict,
        sharing other: AuthorityID? = nil, edit: CertificateEdit? = nil
    ) -> AuthorityID {
        let id = AuthorityID(index: authorities.count)
        let parent = parent ?? trustAnchor
        authorities.append(
            AuthorityPlan(
                name: name, parent: parent, resources: resources, flavour: flavour,
                publicationPoint: other.map { self[$0].publicationPoint } ?? "rsync://\(host)/\(module)/\(name)/",
                updates: RepositoryPlan.updates(at: now), keyNumber: id.index))
        let certificate = add(.authority(id), stem: name, "cer", in: parent, days: 365)
        self[id].certificate = certificate
        if let edit { breakCertificate(certificate, edit) }
        return id
    }

    /// Adds authorities below one another, `NAME-1` to `NAME-depth`, all with the same resources.
    @discardableResult
    public mutating func addChain(
        _ name: String, depth: Int, in parent: AuthorityID? = nil, resources: Resources
    ) -> [AuthorityID] {
        var chain: [AuthorityID] = []
        for level in 1...depth {
            chain.append(addCA("\(name)-\(level)", in: chain.last ?? parent, resources: resources))
        }
        return chain
    }

    /// Issues another certificate for an authority that has one: below an authority of its own subtree a loop.
    @discardableResult
    public mutating func certifyAgain(
        _ authority: AuthorityID, in parent: AuthorityID, edit: CertificateEdit? = nil
    ) -> ObjectID {
        let certificate = add(.authority(authority), stem: self[authority].name, "cer", in: parent, days: 365)
        self[certificate].isRefused = true
        if let edit { breakCertificate(certificate, edit) }
        return certificate
    }

    /// Adds a file, with the next serial number of its issuer.
    mutating func add(
        _ kind: PublishedObject.Kind, name: String? = nil, stem: String, _ fileExtension: String,
        in authority: AuthorityID, days: Double = 90
    ) -> ObjectID {
        // In place: through the subscript each addition would copy all that was added before.
        let plan = authority.index
        let id = ObjectID(authority: authority, index: authorities[plan].objects.count)
        let validity = now.addingTimeInterval(-7200)...now.addingTimeInterval(days * 86_400)
        let name = name ?? authorities[plan].takeName(stem, fileExtension)
        authorities[plan].objects.append(
            PublishedObject(name: name, kind: kind, serialNumber: DERInteger(id.index + 2), validity: validity))
        return id
    }
}
