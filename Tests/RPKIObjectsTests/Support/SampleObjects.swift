import Foundation
import NumberResources
import RPKIObjects
import RPKITesting

/// One CA and one object of every kind below it, right unless a test changes a detail.
struct SampleObjects {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)
    static let validity = now.addingTimeInterval(-86_400)...now.addingTimeInterval(365 * 86_400)
    static let root = "rsync://rpki.example.net/repository/"

    let keys: KeyPool
    let authorityKey: SigningKey
    let issuer: Issuer

    init(keys: KeyPool = SampleObjects.pool) throws {
        self.keys = keys
        authorityKey = try keys.key(0)
        issuer = Issuer(
            name: "anchor", key: authorityKey, certificateURI: Self.root + "anchor.cer",
            crlURI: Self.root + "anchor/anchor.crl")
    }

    /// Keys are made once for all tests.
    static let pool = KeyPool()

    func trustAnchor(_ edit: (inout CertificatePlan) -> Void = { _ in }) throws -> [UInt8] {
        var plan = CertificatePlan.trustAnchor(
            name: issuer.name, key: authorityKey, resources: .all,
            publishing: PublicationURIs(
                repository: Self.root + "anchor/", manifest: Self.root + "anchor/anchor.mft",
                notify: "https://rpki.example.net/notification.xml"), validity: Self.validity)
        edit(&plan)
        return try plan.encoded()
    }

    /// The CA that has issued all other samples.
    func authority(resources: Resources? = nil) throws -> Certificate.Authority {
        let octets = try trustAnchor { plan in
            if let resources { plan.extensions.setResources(resources) }
        }
        return try Certificate(decoding: octets).verifyAsTrustAnchor()
    }

    func certificate(
        resources: Resources = "AS64496-AS64511 192.0.2.0/24 2001:db8::/32", flavour: ResourceFlavour = .strict,
        _ edit: (inout CertificatePlan) -> Void = { _ in }
    ) throws -> [UInt8] {
        var plan = CertificatePlan.authority(
            name: "isp", key: try keys.key(1), resources: resources,
            publishing: PublicationURIs(repository: Self.root + "isp/", manifest: Self.root + "isp/isp.mft"),
            by: issuer, serialNumber: 7, validity: Self.validity, flavour: flavour)
        edit(&plan)
        return try plan.encoded()
    }

    func router(
        asns: [ASN] = [64496], flavour: ResourceFlavour = .strict, _ edit: (inout CertificatePlan) -> Void = { _ in }
    ) throws -> [UInt8] {
        var plan = CertificatePlan.router(
            asns: asns, key: try RouterSigningKey.derived(0), by: issuer, serialNumber: 8, validity: Self.validity,
            flavour: flavour)
        edit(&plan)
        return try plan.encoded()
    }

    func revocationList(_ edit: (inout CRLPlan) -> Void = { _ in }) throws -> [UInt8] {
        var plan = CRLPlan(
            issuer: issuer.name, key: authorityKey, number: 1, thisUpdate: Self.validity.lowerBound,
            nextUpdate: Self.validity.upperBound, revoked: [3, 1, 2])
        edit(&plan)
        return try plan.encoded()
    }

    /// A signed object of any content.
    func object(
        _ content: SignedContent, resources: Resources, flavour: ResourceFlavour = .strict,
        _ edit: (inout SignedObjectPlan) -> Void = { _ in }
    ) throws -> [UInt8] {
        let key = try keys.key(2)
        let isPublished = if case .checklist = content { false } else { true }
        let certificate = CertificatePlan.endEntity(
            key: key, resources: resources,
            signedObject: isPublished ? Self.root + "anchor/object." + content.fileExtension : nil, by: issuer,
            serialNumber: 9, validity: Self.validity, flavour: flavour)
        var plan = SignedObjectPlan(content, endEntity: certificate, key: key, signingTime: Self.now)
        edit(&plan)
        return try plan.encoded()
    }

    func manifest(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        let content = ManifestPlan(
            number: 1, thisUpdate: Self.validity.lowerBound, nextUpdate: Self.validity.upperBound,
            files: [ManifestPlan.File("anchor.crl", contents: [1]), ManifestPlan.File("object.roa", contents: [2])])
        return try object(.manifest(content), resources: .inherited, edit)
    }

    func roa(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        let content = ROAPlan(asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48"])
        return try object(.roa(content), resources: "192.0.2.0/24 2001:db8::/32", edit)
    }

    func aspa(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        try object(.aspa(ASPAPlan(customer: 64496, providers: [64497, 64498])), resources: "AS64496", edit)
    }

    func ghostbusters(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        let content = GhostbustersPlan(name: "Network Operations", organization: "Example", email: "noc@example.net")
        return try object(.ghostbusters(content), resources: .inherited, edit)
    }

    func checklist(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        let resources: Resources = "AS64496 192.0.2.0/24"
        let content = ChecklistPlan(
            resources: resources, [.init("letter.txt", contents: [1, 2, 3]), .init(nil, contents: [4])])
        return try object(.checklist(content), resources: resources, edit)
    }

    func trustAnchorKey(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        let uris = [Self.root + "anchor.cer", "https://rpki.example.net/anchor.cer"]
        let content = TrustAnchorKeyPlan(
            current: .init(authorityKey.subjectPublicKeyInfo, certificateURIs: uris, comments: ["An example"]),
            predecessor: .init(try keys.key(3).subjectPublicKeyInfo, certificateURIs: uris),
            successor: .init(try keys.key(4).subjectPublicKeyInfo, certificateURIs: uris))
        return try object(.trustAnchorKey(content), resources: .inherited, edit)
    }

    func prefixList(_ edit: (inout SignedObjectPlan) -> Void = { _ in }) throws -> [UInt8] {
        let prefixes = ["192.0.2.0/24", "2001:db8::/32"].map { ROAPrefix(stringLiteral: $0).prefix }
        return try object(.prefixList(PrefixListPlan(asn: 64496, prefixes)), resources: "AS64496", edit)
    }
}
