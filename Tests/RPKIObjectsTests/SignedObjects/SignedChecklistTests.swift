import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Signed checklists: RFC 9323 sections 2, 4 and 5.
@Suite struct SignedChecklistTests {
    typealias ChecklistFault = Fault<SignedObjectPlan>

    private static func edit(_ body: @escaping @Sendable (inout ChecklistPlan) -> Void)
        -> @Sendable (inout SignedObjectPlan) -> Void
    {
        { plan in
            guard var checklist = plan.checklist else { return }
            body(&checklist)
            plan.checklist = checklist
        }
    }

    private static func name(_ name: String) -> ChecklistFault {
        Fault("file \(name.debugDescription)", .checkList, edit { $0.entries[0].fileName = name })
    }

    private static let inherit = AddressFamilyBlocks(addressFamily: [0, 1], blocks: nil)

    static let faults: [ChecklistFault] = [
        Fault("version 0 written out", .contentVersion, edit { $0.version = 0 }),
        Fault("version 1", .contentVersion, edit { $0.version = 1 }),
        Fault(
            "no resources", .noResources,
            edit {
                $0.asBlocks = nil
                $0.addressFamilies = nil
            }),
        Fault("no AS number", .asResources, edit { $0.asBlocks = [] }),
        Fault("AS numbers out of order", .asResources, edit { $0.asBlocks = [.id(2), .id(1)] }),
        Fault("AS numbers that touch", .asResources, edit { $0.asBlocks = [.id(1), .id(2)] }),
        Fault("no address family", .ipResources, edit { $0.addressFamilies = [] }),
        Fault("inherited addresses", .ipResources, edit { $0.addressFamilies = [Self.inherit] }),
        Fault("a family without addresses", .ipResources, edit { $0.addressFamilies?[0].blocks = [] }),
        Fault("SHA-512", .digestAlgorithm, edit { $0.digestAlgorithm = .sha512 }),
        Fault("no file", .checkList, edit { $0.entries = [] }),
        Fault("a hash of 31 octets", .checkList, edit { $0.entries[0].hash.removeLast() }),
        Fault("a file name twice", .checkList, edit { $0.entries.append(.init("letter.txt", contents: [9])) }),
        Fault("a hash without name twice", .checkList, edit { $0.entries.append($0.entries[1]) }),
        Fault("SIA", .subjectInformationAccess) {
            $0.endEntity.extensions.append(
                .subjectInformationAccess(AccessDescription(OID.signedObject, "rsync://a/b/c.sig")))
        },
        Fault("SIA that says nothing of use", .subjectInformationAccess) {
            $0.endEntity.extensions.append(
                .subjectInformationAccess(AccessDescription(OID.rpkiNotify, "http://a/b")))
        },
        Fault("empty SIA", .subjectInformationAccess) {
            $0.endEntity.extensions.append(.subjectInformationAccess([]))
        },
        Fault("inherited resources of the certificate", .embeddedCertificate) {
            $0.endEntity.extensions.setResources("AS64496 ipv4:inherit")
        },
    ]

    static let names = ["", "a b", "a/b", "../a", "a,b", "a:b"].map(name)

    @Test("One wrong detail", arguments: faults + names)
    func fault(_ fault: ChecklistFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().checklist { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try SignedChecklist(decoding: octets) }
    }

    @Test("A checklist has its files and resources, and one file may be named twice by hash")
    func right() throws {
        let samples = try SampleObjects()
        let octets = try samples.checklist(
            Self.edit { $0.entries.append(.init("Copy_of-letter.txt", contents: [1, 2, 3])) })
        let list = try SignedChecklist(decoding: octets)
        #expect(list.files.map(\.name) == ["letter.txt", nil, "Copy_of-letter.txt"])
        #expect(list.files[0].hash == ObjectHash(of: [1, 2, 3]))
        #expect(list.files[0].hash == list.files[2].hash)
        try list.checkEmbraced(by: list.object.verify(issuer: samples.authority()).resources)
    }

    @Test(
        "Its resources are within the certificate's, of each kind",
        arguments: ["AS64496", "192.0.2.0/24", "AS64496 192.0.2.0/25"] as [Resources])
    func embraced(_ held: Resources) throws {
        let octets = try SampleObjects().checklist { $0.endEntity.extensions.setResources(held) }
        let list = try SignedChecklist(decoding: octets)
        let resources = held.claims.resolved(issuer: ResourceSet())
        #expect(refusal { () throws(ObjectError) in try list.checkEmbraced(by: resources) }?.code == .notEmbraced)
    }
}
