public import Foundation
public import NumberResources

/// Single objects without a repository, for tests of decoders: all of one issuer, right at one time.
///
/// ```swift
/// let samples = try SampleObjects(at: now)
/// var roa = try samples.signedObject(.roa(ROAPlan(asn: 64496, ["192.0.2.0/24"])), resources: "192.0.2.0/24")
/// roa.roa?.version = 1
/// let octets = try roa.encoded()
/// ```
public struct SampleObjects: Sendable {
    public let now: Date
    public let keys: KeyPool
    /// The issuer of all objects, a trust anchor.
    public let issuer: Issuer
    /// The resources of the issuer.
    public let resources: Resources

    private static let folder = "rsync://rpki.example.net/repository/sample/"

    public init(at now: Date, resources: Resources = .all, keys: KeyPool = KeyPool()) throws {
        self.now = now
        self.keys = keys
        self.resources = resources
        issuer = Issuer(
            name: "sample", key: try keys.authorityKey(0),
            certificateURI: "rsync://rpki.example.net/repository/sample.cer",
            crlURI: SampleObjects.folder + "sample.crl")
    }

    /// From an hour ago for a day.
    public var validity: ClosedRange<Date> {
        now.addingTimeInterval(-3600)...now.addingTimeInterval(23 * 3600)
    }

    /// The issuer's own certificate.
    public func trustAnchor() -> CertificatePlan {
        .trustAnchor(
            name: issuer.name, key: issuer.key, resources: resources,
            publishing: PublicationURIs(
                repository: SampleObjects.folder, manifest: SampleObjects.folder + "sample.mft"), validity: validity)
    }

    /// The certificate of a CA below the issuer.
    public func authority(resources: Resources, flavour: ResourceFlavour = .strict) throws -> CertificatePlan {
        let folder = "rsync://rpki.example.net/repository/child/"
        return .authority(
            name: "child", key: try keys.authorityKey(1), resources: resources,
            publishing: PublicationURIs(repository: folder, manifest: folder + "child.mft"), by: issuer,
            serialNumber: 2, validity: validity, flavour: flavour)
    }

    /// The certificate of a router.
    public func router(asns: [ASN]) throws -> CertificatePlan {
        .router(asns: asns, key: try RouterSigningKey.derived(0), by: issuer, serialNumber: 3, validity: validity)
    }

    /// The issuer's CRL.
    public func crl(revoked: [DERInteger] = []) -> CRLPlan {
        CRLPlan(
            issuer: issuer.name, key: issuer.key, number: 1, thisUpdate: validity.lowerBound,
            nextUpdate: validity.upperBound, revoked: revoked)
    }

    /// A signed object whose end-entity certificate has the number 4 and these resources.
    public func signedObject(
        _ content: SignedContent, resources: Resources, flavour: ResourceFlavour = .strict
    ) throws -> SignedObjectPlan {
        let key = try keys.endEntityKey(0)
        let isChecklist = if case .checklist = content { true } else { false }
        let endEntity = CertificatePlan.endEntity(
            key: key, resources: resources,
            signedObject: isChecklist ? nil : SampleObjects.folder + "object." + content.fileExtension, by: issuer,
            serialNumber: 4, validity: validity, flavour: flavour)
        return SignedObjectPlan(content, endEntity: endEntity, key: key, signingTime: validity.lowerBound)
    }

    /// A ROA whose end-entity certificate holds its prefixes.
    public func roa(asn: ASN, _ prefixes: [ROAPrefix]) throws -> SignedObjectPlan {
        try signedObject(.roa(ROAPlan(asn: asn, prefixes)), resources: Resources(prefixes.map(\.prefix)))
    }

    /// An ASPA whose end-entity certificate holds its customer.
    public func aspa(customer: ASN, providers: [ASN]) throws -> SignedObjectPlan {
        try signedObject(.aspa(ASPAPlan(customer: customer, providers: providers)), resources: Resources(customer))
    }

    /// A manifest of files by name, issued an hour ago for a day.
    public func manifest(_ files: [String: [UInt8]], number: DERInteger = 1) throws -> SignedObjectPlan {
        let entries = files.sorted { $0.key < $1.key }.map { ManifestPlan.File($0.key, contents: $0.value) }
        let content = ManifestPlan(
            number: number, thisUpdate: validity.lowerBound, nextUpdate: validity.upperBound, files: entries)
        var plan = try signedObject(.manifest(content), resources: .inherited)
        plan.endEntity.extensions[OID.subjectInformationAccess] =
            .subjectInformationAccess(AccessDescription(OID.signedObject, SampleObjects.folder + "sample.mft"))
        return plan
    }
}
