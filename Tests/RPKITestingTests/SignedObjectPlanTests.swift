import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct SignedObjectPlanTests {
    private static let keys = KeyPool()
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    private let samples: SampleObjects
    private let key: SigningKey

    init() throws {
        samples = try SampleObjects(at: Self.now, keys: Self.keys)
        key = try Self.keys.endEntityKey(0)
    }

    private func object(_ content: SignedContent) throws -> SignedObjectPlan {
        try samples.signedObject(content, resources: "AS64496 192.0.2.0/24")
    }

    private static func signature(_ object: DERTree) -> (signed: [UInt8], octets: [UInt8]) {
        let signer = object[1, 0, 4, 0]
        return ([0x31] + signer[3].octets.dropFirst(), signer[5].content)
    }

    static let contents: [SignedContent] = [
        .roa(ROAPlan(asn: 64496, ["192.0.2.0/24-26"])),
        .aspa(ASPAPlan(customer: 64496, providers: [64498, 64497])),
        .manifest(ManifestPlan(number: 1, thisUpdate: now, nextUpdate: now, files: [.init("a.crl", contents: [])])),
        .checklist(
            ChecklistPlan(resources: "AS64496 192.0.2.0/24", [.init("a", contents: []), .init(nil, hash: [1])])),
        .trustAnchorKey(TrustAnchorKeyPlan(current: .init([0x30, 0], certificateURIs: ["rsync://a/b.cer"]))),
        .prefixList(PrefixListPlan(asn: 64496, [])),
        .ghostbusters(GhostbustersPlan(name: "Ana", email: "ana@example.net")),
    ]

    @Test("A signed object is DER and verifies with its end-entity key", arguments: contents)
    func verifies(content: SignedContent) throws {
        let object = try DERTree(object(content).encoded())
        let (signed, octets) = Self.signature(object)
        #expect(key.isValid(octets, for: signed))
        let identifiers = object[1, 0, 4, 0, 3].children.map { $0[0].octets }
        #expect(identifiers.count == 3)
        #expect(object[1, 0, 2, 0].octets == object[1, 0, 4, 0, 3, 0, 1, 0].octets)
        if case .ghostbusters = content { return }
        _ = try DERTree(object[1, 0, 2, 1, 0].content)
    }

    @Test("A ROA's prefixes are sorted, and a maximum length that says nothing is left out")
    func roa() throws {
        let plan = ROAPlan(asn: 64496, ["2001:db8::/32", "192.0.2.128/25-25", "192.0.2.0/24-26", "192.0.2.0/24-26"])
        #expect(plan.families.map(\.addressFamily) == [[0, 1], [0, 2]])
        #expect(
            plan.families[0].addresses == [
                .init(address: BitString([192, 0, 2]), maxLength: 26),
                .init(address: BitString([192, 0, 2, 128], unusedBits: 7)),
            ])
    }

    @Test("An ASPA's providers are sorted and its version is written")
    func aspa() throws {
        var object = try object(.aspa(ASPAPlan(customer: 64496, providers: [64498, 64497, 64498])))
        #expect(object.aspa?.providers == [64497, 64498])
        object.aspa?.version = nil
        object.aspa?.providers = [2, 1]
        let content = try DERTree(DERTree(object.encoded())[1, 0, 2, 1, 0].content)
        #expect(content.children.map(\.tag) == [0x02, 0x30])
        #expect(content[1].children.map(\.content) == [[2], [1]])
    }

    @Test(
        "The wrapper can be wrong in each of its parts",
        arguments: [
            Change("another type", [0]) { $0.contentType = OID.data },
            Change("version 1", [1, 0, 0]) { $0.version = 1 },
            Change("two digest algorithms", [1, 0, 1]) { $0.digestAlgorithms.append(.sha1) },
            Change("parameters of the digest", [1, 0, 1]) { $0.digestAlgorithms[0].parameters = .null },
            Change("two certificates", [1, 0, 3]) { $0.certificates = [.endEntity, .endEntity] },
            Change("version of the signer", [1, 0, 4, 0, 0]) { $0.signerInfos[0].version = 1 },
            Change("another signer", [1, 0, 4, 0, 1]) { $0.signerInfos[0].identifier = .keyIdentifier([1]) },
            Change("signer by serial number", [1, 0, 4, 0, 1]) {
                $0.signerInfos[0].identifier = .issuerAndSerialNumber("issuer", 5)
            },
            Change("another digest algorithm", [1, 0, 4, 0, 2]) { $0.signerInfos[0].digestAlgorithm = .sha512 },
            Change("another signature algorithm", [1, 0, 4, 0, 4]) {
                $0.signerInfos[0].signatureAlgorithm = .ecdsaWithSHA256
            },
            Change("a corrupted signature", [1, 0, 4, 0, 5]) { $0.signerInfos[0].signature = .corrupted },
        ])
    func oneDetail(change: Change) throws {
        var plan = try object(Self.contents[0])
        let right = try DERTree(plan.encoded())
        change.edit(&plan)
        let wrong = try DERTree(plan.encoded())
        func compare(_ left: DERTree, _ right: DERTree, _ path: ArraySlice<Int>) {
            guard let index = path.first else {
                #expect(left.octets != right.octets)
                return
            }
            for other in left.children.indices where other != index {
                #expect(left[other].octets == right[other].octets)
            }
            compare(left[index], right[index], path.dropFirst())
        }
        compare(right, wrong, change.path[...])
    }

    @Test(
        "Attributes can be left out, doubled, added and wrong, and stay signed",
        arguments: [
            Change("no signing time", []) { $0.signerInfos[0].signedAttributes?.remove(at: 1) },
            Change("a binary signing time", []) { $0.signerInfos[0].signedAttributes?.append(.binarySigningTime(0)) },
            Change("the digest twice", []) { $0.signerInfos[0].signedAttributes?.append(.messageDigest()) },
            Change("a wrong digest", []) { $0.signerInfos[0].signedAttributes?[2] = .messageDigest([1]) },
            Change("a wrong content type", []) { $0.signerInfos[0].signedAttributes?[0] = .contentType(OID.manifest) },
            Change("an attribute without values", []) {
                $0.signerInfos[0].signedAttributes?.append(.other("1.2.3", values: []))
            },
        ])
    func attributes(change: Change) throws {
        var plan = try object(Self.contents[0])
        change.edit(&plan)
        let (signed, octets) = Self.signature(try DERTree(plan.encoded()))
        #expect(key.isValid(octets, for: signed))
    }

    @Test("Without signed attributes the content itself is signed")
    func noAttributes() throws {
        var plan = try object(Self.contents[0])
        plan.signerInfos[0].signedAttributes = nil
        let object = try DERTree(plan.encoded())
        #expect(object[1, 0, 4, 0].children.count == 5)
        #expect(
            key.isValid(object[1, 0, 4, 0, 4].content, for: object[1, 0, 2, 1, 0].content))
    }

    @Test("Optional fields can be added and left out")
    func optionalFields() throws {
        var plan = try object(Self.contents[0])
        plan.crls = [[0x30, 0x00]]
        plan.signerInfos[0].unsignedAttributes = [.signingTime(.utc(Self.now))]
        var object = try DERTree(plan.encoded())
        #expect(object[1, 0].children.map(\.tag) == [0x02, 0x31, 0x30, 0xa0, 0xa1, 0x31])
        #expect(object[1, 0, 5, 0].children.map(\.tag) == [0x02, 0x80, 0x30, 0xa0, 0x30, 0x04, 0xa1])
        plan.crls = nil
        plan.certificates = nil
        plan.signerInfos = []
        plan.isDetached = true
        object = try DERTree(plan.encoded())
        #expect(object[1, 0].children.map(\.tag) == [0x02, 0x31, 0x30, 0x31])
        #expect(object[1, 0, 2].children.count == 1)
        plan.trailing = [0]
        #expect(throws: DERTree.Violation.self) { try DERTree(plan.encoded()) }
    }

    @Test("A manifest's entries are found, replaced and removed by name")
    func manifestEntries() {
        var plan = ManifestPlan(
            number: 1, thisUpdate: Self.now, nextUpdate: Self.now, files: [.init("a.roa", hash: [1])])
        plan["a.roa"]?.hash = BitString([2])
        plan["b.roa"] = .init("b.roa", hash: [3])
        #expect(plan.files.map(\.hash.octets) == [[2], [3]])
        plan["a.roa"] = nil
        plan["c.roa"] = nil
        #expect(plan.files.map(\.name) == ["b.roa"])
    }

    @Test("A vCard has its lines in order, each ended by CR and LF")
    func ghostbusters() throws {
        let card = GhostbustersPlan(
            name: "Ana", organization: "CERT", telephone: "+1-555-0100", email: "ana@example.net")
        let object = try DERTree(object(.ghostbusters(card)).encoded())
        #expect(
            String(decoding: object[1, 0, 2, 1, 0].content, as: UTF8.self)
                == "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nORG:CERT\r\nTEL;VALUE=uri:tel:+1-555-0100\r\n"
                + "EMAIL:ana@example.net\r\nEND:VCARD\r\n")
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: [Int]
        let edit: SignedObjectEdit

        init(_ description: String, _ path: [Int], _ edit: @escaping SignedObjectEdit) {
            testDescription = description
            self.path = path
            self.edit = edit
        }
    }
}
