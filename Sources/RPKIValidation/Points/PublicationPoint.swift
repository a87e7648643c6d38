internal import RPKIObjects

/// A CA whose publication point is to be validated.
struct PublicationPoint: Sendable {
    let authority: Certificate.Authority
    /// See ``Certificate/Authority/context``.
    let context: ObjectHash
    /// The URI at which the CA's certificate was found.
    let certificateURI: String
    let repository: RsyncURI
    let manifest: RsyncURI
    let chain: Chain
    let trustAnchor: TrustAnchor
    /// The place of the CA above among the CAs of the run; `nil` for a trust anchor.
    let parent: Int?

    /// - Returns: `nil` when the certificate names no usable publication point.
    init?(
        _ authority: Certificate.Authority, context: ObjectHash, certificateURI: String, chain: Chain,
        trustAnchor: TrustAnchor, parent: Int?
    ) {
        guard let repository = authority.certificate.repository, let manifest = authority.certificate.manifest,
            !manifest.isDirectory
        else { return nil }
        self.authority = authority
        self.context = context
        self.certificateURI = certificateURI
        self.repository = repository
        self.manifest = manifest
        self.chain = chain
        self.trustAnchor = trustAnchor
        self.parent = parent
    }

    var key: PointKey {
        PointKey(
            trustAnchor: trustAnchor.keyHash, authority: authority.certificate.subjectKeyIdentifier,
            repository: repository.asDirectory)
    }

    var location: PublicationLocation {
        PublicationLocation(
            trustAnchor: trustAnchor.name, repository: repository,
            notification: authority.certificate.notification, path: chain.path.dropLast())
    }

    /// The server that the CA shares with others: the RRDP notification file, or the rsync module.
    var server: String {
        if let notification = authority.certificate.notification { return notification }
        let parts = repository.relativePath.split(separator: "/", maxSplits: 2)
        return "rsync://" + parts.prefix(2).joined(separator: "/")
    }

    /// Equal for points that give the same objects, over whichever chain they were reached.
    var arrival: ObjectHash {
        var writer = RecordWriter()
        writer.write(count: trustAnchor.index)
        writer.write(authority.certificate.subjectKeyIdentifier)
        writer.write(context)
        writer.write(repository.asDirectory)
        writer.write(manifest.description)
        return ObjectHash(of: writer.bytes)
    }
}

/// The trust anchor that a walk started from.
struct TrustAnchor: Hashable, Sendable {
    /// The locator's name.
    let name: String
    /// SHA-256 of its SubjectPublicKeyInfo.
    let keyHash: ObjectHash
    /// Its place among the locators.
    let index: Int
}
