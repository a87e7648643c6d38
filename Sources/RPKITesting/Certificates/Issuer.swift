/// The values that a CA puts into everything it issues.
public struct Issuer: Sendable {
    public var name: NamePlan
    public var key: SigningKey
    /// The rsync URI of the CA's own certificate.
    public var certificateURI: String
    /// The rsync URI of the CA's CRL.
    public var crlURI: String

    public init(name: NamePlan, key: SigningKey, certificateURI: String, crlURI: String) {
        self.name = name
        self.key = key
        self.certificateURI = certificateURI
        self.crlURI = crlURI
    }
}

/// The URIs at which a CA publishes (RFC 6487 section 4.8.8.1, RFC 8182 section 3.2).
public struct PublicationURIs: Hashable, Sendable {
    /// The rsync URI of the folder, with a slash at its end.
    public var repository: String
    /// The rsync URI of the manifest.
    public var manifest: String
    /// The https URI of the RRDP notification file.
    public var notify: String?

    public init(repository: String, manifest: String, notify: String? = nil) {
        self.repository = repository
        self.manifest = manifest
        self.notify = notify
    }

    var descriptions: [AccessDescription] {
        [AccessDescription(OID.caRepository, repository), AccessDescription(OID.rpkiManifest, manifest)]
            + (notify.map { [AccessDescription(OID.rpkiNotify, $0)] } ?? [])
    }
}
