public import Foundation
internal import NumberResources

/// A certification authority: what it holds, where and when it publishes, and what is wrong with that.
public struct AuthorityPlan: Sendable {
    public let name: String
    /// `nil` for the trust anchor.
    public let parent: AuthorityID?
    public var subject: NamePlan
    public var resources: Resources
    /// The policy and resource extensions of its own certificate.
    public var flavour: ResourceFlavour
    /// The policy and resource extensions of what it issues to end entities.
    public var issuedFlavour: ResourceFlavour
    /// `nil` takes the next one of the pool.
    public var key: SigningKey?
    /// The rsync URI of the folder, with a slash at its end.
    public var publicationPoint: String
    public var manifestName: String
    public var crlName: String
    /// The https URI of the RRDP notification file.
    public var notify: String?
    public var manifestNumber: UInt64 = 1
    public var crlNumber: UInt64 = 1
    /// Of the manifest and the CRL.
    public var thisUpdate: Date
    /// Of the manifest and the CRL.
    public var nextUpdate: Date
    /// Serial numbers on the CRL, in addition to those that ``RepositoryPlan/revoke(_:)-(ObjectID)`` puts there.
    public var revokedSerialNumbers: [DERInteger] = []
    /// Entries of the manifest for files that do not exist.
    public var phantoms: [ManifestPlan.File] = []
    public var listsCRL = true
    public var publishesCRL = true
    public var publishesManifest = true
    /// True if anything of the publication point is in the built repository.
    public var isCaptured = true
    /// True if the expected payloads do without everything below. Follows from edits unless this is set back.
    public var isRefused = false

    var objects: [PublishedObject] = []
    /// The first certificate issued to it.
    var certificate: ObjectID?
    private var takenNames: Set<String> = []
    var manifestEdits: [SignedObjectEdit] = []
    var crlEdits: [CRLEdit] = []
    let keyNumber: Int

    init(
        name: String, parent: AuthorityID?, resources: Resources, flavour: ResourceFlavour, publicationPoint: String,
        updates: ClosedRange<Date>, keyNumber: Int
    ) {
        self.name = name
        self.parent = parent
        subject = NamePlan(commonName: name)
        self.resources = resources
        self.flavour = flavour
        issuedFlavour = flavour
        self.publicationPoint = publicationPoint
        manifestName = name + ".mft"
        crlName = name + ".crl"
        thisUpdate = updates.lowerBound
        nextUpdate = updates.upperBound
        self.keyNumber = keyNumber
    }

    var publishing: PublicationURIs {
        PublicationURIs(
            repository: publicationPoint, manifest: publicationPoint + manifestName, notify: notify)
    }

    var crlURI: String { publicationPoint + crlName }

    /// "inherit" for each kind of resources that the authority has.
    var inherited: Resources {
        var claims = resources.claims
        if claims.asns != .absent { claims.asns = .inherit }
        if claims.ipv4 != .absent { claims.ipv4 = .inherit }
        if claims.ipv6 != .absent { claims.ipv6 = .inherit }
        return Resources(claims)
    }

    /// Takes a name that no object was added under: `stem.ext`, else `stem-2.ext` and so on.
    mutating func takeName(_ stem: String, _ fileExtension: String) -> String {
        var name = "\(stem).\(fileExtension)"
        var number = 2
        while !takenNames.insert(name).inserted {
            name = "\(stem)-\(number).\(fileExtension)"
            number += 1
        }
        return name
    }
}
