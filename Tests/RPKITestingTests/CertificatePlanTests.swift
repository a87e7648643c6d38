import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct CertificatePlanTests {
    private static let keys = KeyPool()
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    private let samples: SampleObjects

    init() throws {
        samples = try SampleObjects(at: Self.now, keys: Self.keys)
    }

    private func endEntity() throws -> CertificatePlan {
        try samples.roa(asn: 64496, ["192.0.2.0/24"]).endEntity
    }

    private func verifies(_ signed: DERTree) -> Bool {
        samples.issuer.key.isValid(Array(signed[2].content.dropFirst()), for: signed[0].octets)
    }

    @Test("A certificate is DER and verifies with its issuer's key")
    func right() throws {
        let certificate = try DERTree(endEntity().encoded())
        #expect(verifies(certificate))
        #expect(certificate[0, 0].octets == [0xa0, 3, 2, 1, 2])
        #expect(certificate[0, 1].octets == [2, 1, 4])
        #expect(certificate[0, 2].octets == certificate[1].octets)
        #expect(certificate[0, 6].octets == (try Self.keys.endEntityKey(0).subjectPublicKeyInfo))
    }

    @Test("Each kind of certificate has the extensions of its profile and no others")
    func profiles() throws {
        let common: Set = [
            OID.subjectKeyIdentifier, OID.authorityKeyIdentifier, OID.keyUsage, OID.crlDistributionPoints,
            OID.authorityInformationAccess, OID.certificatePolicies, OID.autonomousSystems,
        ]
        let added: Set = [OID.basicConstraints, OID.subjectInformationAccess, OID.ipAddressBlocks]
        let anchor = samples.trustAnchor()
        let authority = try samples.authority(resources: "AS64496 192.0.2.0/24")
        let router = try samples.router(asns: [64496])
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
            #expect(try verifies(DERTree(plan.encoded())))
        }
    }

    @Test("A certificate of RFC 8360 uses the second set of identifiers throughout")
    func reconsidered() throws {
        let plan = try samples.authority(resources: "AS64496 192.0.2.0/24", flavour: .reconsidered)
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
                $0.subject = NamePlan(relativeNames: [[.init(OID.commonName, "ñ", tag: 0x0c)]])
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
        var plan = try endEntity()
        let right = try DERTree(plan.encoded())
        change.edit(&plan)
        let wrong = try DERTree(plan.encoded())
        for index in right[0].children.indices {
            #expect((right[0, index].octets == wrong[0, index].octets) == (index != change.field))
        }
        #expect(verifies(wrong))
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
        var plan = try endEntity()
        change.edit(&plan)
        let wrong = try DERTree(plan.encoded())
        #expect(!verifies(wrong))
    }

    @Test("What is signed and what is finished can be changed by hand")
    func mutations() throws {
        var plan = try endEntity()
        plan.mutateToBeSigned = { $0[$0.count - 1] ^= 1 }
        let changed = try DERTree(plan.encoded())
        #expect(verifies(changed))
        plan.mutate = { $0 = [] }
        #expect(try plan.encoded().isEmpty)
    }

    @Test("A CRL has two extensions, lists what is revoked, and verifies")
    func crl() throws {
        var plan = samples.crl(revoked: [3, 4])
        let crl = try DERTree(plan.encoded())
        #expect(verifies(crl))
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
