import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct CertificatePlanTests {
    private static let keys = KeyPool()
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)
    private static let validity = now...now.addingTimeInterval(86_400)

    private static func issuer() throws -> Issuer {
        Issuer(
            name: "issuer", key: try keys.key(0), certificateURI: "rsync://host/module/issuer.cer",
            crlURI: "rsync://host/module/issuer/issuer.crl")
    }

    private static func endEntity() throws -> CertificatePlan {
        .endEntity(
            key: try keys.key(1), resources: "192.0.2.0/24", signedObject: "rsync://host/module/issuer/a.roa",
            by: try issuer(), serialNumber: 5, validity: validity)
    }

    @Test("A certificate is DER and verifies with its issuer's key")
    func verifies() throws {
        let certificate = try DERTree(Self.endEntity().encoded())
        #expect(try Self.keys.key(0).isValid(Array(certificate[2].content.dropFirst()), for: certificate[0].octets))
        #expect(certificate[0, 0].octets == [0xa0, 3, 2, 1, 2])
        #expect(certificate[0, 1].octets == [2, 1, 5])
        #expect(certificate[0, 2].octets == certificate[1].octets)
        #expect(certificate[0, 6].octets == (try Self.keys.key(1).subjectPublicKeyInfo))
    }

    @Test("Each kind of certificate has the extensions of its profile and no others")
    func profiles() throws {
        let publishing = PublicationURIs(
            repository: "rsync://host/module/ca/", manifest: "rsync://host/module/ca/ca.mft",
            notify: "https://host/notification.xml")
        let key = try Self.keys.key(1)
        let resources: Resources = "AS64496 192.0.2.0/24"
        let common: Set = [
            OID.subjectKeyIdentifier, OID.authorityKeyIdentifier, OID.keyUsage, OID.crlDistributionPoints,
            OID.authorityInformationAccess, OID.certificatePolicies, OID.autonomousSystems,
        ]
        let anchor = CertificatePlan.trustAnchor(
            name: "anchor", key: key, resources: resources, publishing: publishing, validity: Self.validity)
        let authority = CertificatePlan.authority(
            name: "ca", key: key, resources: resources, publishing: publishing, by: try Self.issuer(), serialNumber: 2,
            validity: Self.validity)
        let router = CertificatePlan.router(
            asns: [64496], key: try RouterKey.derived(0), by: try Self.issuer(), serialNumber: 3,
            validity: Self.validity)
        let added: Set = [OID.basicConstraints, OID.subjectInformationAccess, OID.ipAddressBlocks]
        #expect(Set(authority.extensions.map(\.identifier)) == common.union(added))
        #expect(Set(router.extensions.map(\.identifier)) == common.union([OID.extendedKeyUsage]))
        #expect(
            Set(anchor.extensions.map(\.identifier))
                == common.union(added).subtracting([
                    OID.authorityKeyIdentifier, OID.crlDistributionPoints, OID.authorityInformationAccess,
                ]))
        for plan in [anchor, authority, router] {
            let critical = plan.extensions.filter(\.critical).map(\.identifier)
            let expected = [
                OID.basicConstraints, OID.keyUsage, OID.certificatePolicies, OID.ipAddressBlocks, OID.autonomousSystems,
            ]
            #expect(Set(critical) == Set(expected).intersection(plan.extensions.map(\.identifier)))
            _ = try DERTree(plan.encoded())
        }
    }

    @Test("A certificate of RFC 8360 uses the second set of identifiers throughout")
    func reconsidered() throws {
        let plan = CertificatePlan.endEntity(
            key: try Self.keys.key(1), resources: "AS64496 192.0.2.0/24", signedObject: nil, by: try Self.issuer(),
            serialNumber: 5, validity: Self.validity, flavour: .reconsidered)
        let identifiers = Set(plan.extensions.map(\.identifier))
        #expect(identifiers.isSuperset(of: [OID.ipAddressBlocksV2, OID.autonomousSystemsV2]))
        #expect(identifiers.isDisjoint(with: [OID.ipAddressBlocks, OID.autonomousSystems]))
        #expect(plan.extensions[OID.certificatePolicies] == .certificatePolicies(.reconsidered))
    }

    @Test(
        "A changed field changes that field alone and the signature is still right",
        arguments: [
            Change("version 1", 0) { $0.version = 0 },
            Change("negative serial number", 1) { $0.serialNumber = -1 },
            Change("serial number of 21 octets", 1) { $0.serialNumber = .powerOfTwo(160) },
            Change("another algorithm", 2) { $0.innerAlgorithm = .sha1WithRSAEncryption },
            Change("another issuer", 3) { $0.issuer = "nobody" },
            Change("GeneralizedTime before 2050", 4) { $0.notAfter = .generalized(now) },
            Change("a time without seconds", 4) { $0.notBefore = .utc(text: "2601010000Z") },
            Change("a subject in UTF-8", 5) {
                $0.subject = DistinguishedName(relativeNames: [[.init(OID.commonName, "ñ", tag: 0x0c)]])
            },
            Change("another key", 6) { $0.subjectPublicKeyInfo = [0x30, 0x00] },
            Change("an extension less", 7) { $0.extensions[OID.keyUsage] = nil },
            Change("an extension not critical", 7) { $0.extensions[OID.keyUsage]?.critical = false },
            Change("an extension twice", 7) { $0.extensions.append($0.extensions[0]) },
            Change("an unknown critical extension", 7) {
                $0.extensions.append(.init("1.2.3.4", critical: true, value: []))
            },
            Change("two distribution points", 7) {
                let points = [
                    DistributionPoint(uris: ["rsync://a/b"], reasons: [1]), DistributionPoint(uris: ["rsync://c/d"]),
                ]
                $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(points)
            },
            Change("an issuer in the authority key identifier", 7) {
                $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier([1], issuer: "a", serialNumber: 1)
            },
            Change("a policy with a qualifier", 7) {
                let policy = CertificatePolicy(OID.resourcePolicy, qualifiers: [.init(uri: "https://example.net/cps")])
                $0.extensions[OID.certificatePolicies] = .certificatePolicies(policy)
            },
            Change("routing domain identifiers", 7) {
                $0.extensions[OID.autonomousSystems] = .autonomousSystems(nil, routingDomains: [.id(64496)])
            },
        ])
    func oneDetail(change: Change) throws {
        var plan = try Self.endEntity()
        let right = try DERTree(plan.encoded())
        change.edit(&plan)
        let wrong = try DERTree(plan.encoded())
        for index in right[0].children.indices {
            #expect((right[0, index].octets == wrong[0, index].octets) == (index != change.field))
        }
        #expect(try Self.keys.key(0).isValid(Array(wrong[2].content.dropFirst()), for: wrong[0].octets))
    }

    @Test(
        "Signatures can be wrong in several ways",
        arguments: [
            Change("corrupted", 2) { $0.signature = .corrupted },
            Change("of something else", 2) { $0.signature = .ofOther([1]) },
            Change("by another key", 2) { $0.signature = (try? .by(keys.key(2))) ?? .octets([]) },
            Change("nothing", 2) { $0.signature = .octets([]) },
        ])
    func signatures(change: Change) throws {
        var plan = try Self.endEntity()
        change.edit(&plan)
        let wrong = try DERTree(plan.encoded())
        #expect(try !Self.keys.key(0).isValid(Array(wrong[2].content.dropFirst()), for: wrong[0].octets))
    }

    @Test("What is signed and what is finished can be changed by hand")
    func mutations() throws {
        var plan = try Self.endEntity()
        plan.mutateToBeSigned = { $0[$0.count - 1] ^= 1 }
        let changed = try DERTree(plan.encoded())
        #expect(try Self.keys.key(0).isValid(Array(changed[2].content.dropFirst()), for: changed[0].octets))
        plan.mutate = { $0 = [] }
        #expect(try plan.encoded().isEmpty)
    }

    @Test("A CRL has two extensions, lists what is revoked, and verifies")
    func crl() throws {
        let key = try Self.keys.key(0)
        var plan = CRLPlan(
            issuer: "issuer", key: key, number: 9, thisUpdate: Self.now, nextUpdate: Self.now.addingTimeInterval(60),
            revoked: [3, 4])
        let crl = try DERTree(plan.encoded())
        #expect(key.isValid(Array(crl[2].content.dropFirst()), for: crl[0].octets))
        #expect(crl[0].children.count == 7)
        #expect(crl[0, 5].children.map { $0[0].content } == [[3], [4]])
        #expect(crl[0, 6, 0].children.count == 2)
        plan.revoked = []
        #expect(try DERTree(plan.encoded())[0].children.count == 6)
        plan.writesEmptyRevoked = true
        #expect(try DERTree(plan.encoded())[0].children.count == 7)
        plan.nextUpdate = nil
        plan.extensions = []
        #expect(try DERTree(plan.encoded())[0].children.count == 5)
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let field: Int
        let edit: CertificateEdit

        init(_ description: String, _ field: Int, _ edit: @escaping CertificateEdit) {
            testDescription = description
            self.field = field
            self.edit = edit
        }
    }
}
