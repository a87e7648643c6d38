import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing

/// One object of `isp` that is wrong.
struct ObjectFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: ObjectError.Code
    let file: String
    let apply: @Sendable (inout RepositoryPlan, AuthorityID) throws -> Void

    init(
        _ name: String, _ code: ObjectError.Code, _ file: String,
        _ apply: @escaping @Sendable (inout RepositoryPlan, AuthorityID) throws -> Void
    ) {
        testDescription = name
        self.code = code
        self.file = file
        self.apply = apply
    }

    private static func roa(
        _ name: String, _ code: ObjectError.Code, _ edit: @escaping SignedObjectEdit
    ) -> ObjectFault {
        ObjectFault(name, code, "isp/wrong.roa") { repository, isp in
            repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"], name: "wrong.roa", edit: edit)
        }
    }

    static let all = [
        roa("signature of a ROA", .signature) { $0.signerInfos[0].signature = .corrupted },
        roa("signature of its certificate", .signature) { $0.endEntity.signature = .corrupted },
        roa("certificate by another CA", .issuerMismatch) { $0.endEntity.issuer = "other" },
        roa("certificate for another place", .misplaced) {
            $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.signedObject, "rsync://rpki.example.net/repository/isp/other.roa"))
        },
        roa("certificate that names another CRL", .crlDistributionPoints) {
            $0.endEntity.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                "rsync://rpki.example.net/repository/other/other.crl")
        },
        roa("certificate that has expired", .expired) { $0.endEntity.notAfter = .x509(Walk.now - 1) },
        roa("certificate that is not valid yet", .notYetValid) { $0.endEntity.notBefore = .x509(Walk.now + 1) },
        roa("content of another kind", .contentType) { $0.eContentType = OID.manifest },
        ObjectFault("prefix outside of the ROA's certificate", .notEmbraced, "isp/wrong.roa") { repository, isp in
            repository.addROA(
                in: isp, asn: 64499, ["192.0.2.0/24"], name: "wrong.roa", resources: "192.0.2.0/25")
        },
        ObjectFault("prefix outside of the CA's", .overclaim, "isp/wrong.roa") { repository, isp in
            repository.addROA(in: isp, asn: 64499, ["203.0.113.0/24"], name: "wrong.roa")
        },
        ObjectFault("revoked ROA", .revoked, "isp/wrong.roa") { repository, isp in
            repository.revoke(repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"], name: "wrong.roa"))
        },
        ObjectFault("octets that are no ROA", .tag, "isp/wrong.roa") { repository, isp in
            repository.addFile(in: isp, name: "wrong.roa", Array("no ROA".utf8))
        },
        ObjectFault("empty file", .truncated, "isp/wrong.roa") { repository, isp in
            repository.addFile(in: isp, name: "wrong.roa", [])
        },
        ObjectFault("ASPA for an AS that the CA does not hold", .overclaim, "isp/wrong.asa") { repository, isp in
            repository.addASPA(in: isp, customer: 65550, providers: [64496], name: "wrong.asa")
        },
        ObjectFault("Ghostbusters record without a name", .vCard, "isp/wrong.gbr") { repository, isp in
            repository.addGhostbusters(in: isp, GhostbustersPlan(name: "Desk", email: "a@b.example"), name: "wrong.gbr")
            {
                $0.ghostbusters?.properties = ["VERSION:4.0"]
            }
        },
        ObjectFault("Ghostbusters record with a bad signature", .signature, "isp/wrong.gbr") { repository, isp in
            repository.addGhostbusters(in: isp, GhostbustersPlan(name: "Desk", email: "a@b.example"), name: "wrong.gbr")
            {
                $0.signerInfos[0].signature = .corrupted
            }
        },
        ObjectFault("Ghostbusters record that has expired", .expired, "isp/wrong.gbr") { repository, isp in
            let card = GhostbustersPlan(name: "Desk", email: "a@b.example")
            let record = repository.addGhostbusters(in: isp, card, name: "wrong.gbr")
            repository[record].validity = Walk.now - 60...Walk.now - 1
        },
        ObjectFault("Ghostbusters record that is revoked", .revoked, "isp/wrong.gbr") { repository, isp in
            let card = GhostbustersPlan(name: "Desk", email: "a@b.example")
            repository.revoke(repository.addGhostbusters(in: isp, card, name: "wrong.gbr"))
        },
        ObjectFault("router that has expired", .expired, "isp/wrong.cer") { repository, isp in
            let router = repository.addRouterKey(in: isp, asns: [64496], key: try .derived(0), name: "wrong.cer")
            repository[router].validity = Walk.now - 60...Walk.now - 1
        },
        ObjectFault("router that is revoked", .revoked, "isp/wrong.cer") { repository, isp in
            repository.revoke(
                repository.addRouterKey(in: isp, asns: [64496], key: try .derived(0), name: "wrong.cer"))
        },
        ObjectFault("ASPA that is revoked", .revoked, "isp/wrong.asa") { repository, isp in
            repository.revoke(
                repository.addASPA(in: isp, customer: 64499, providers: [64496], name: "wrong.asa"))
        },
        ObjectFault("certificate of an end entity as a file", .kind, "isp/wrong.cer") { repository, isp in
            let certificate = CertificatePlan.endEntity(
                key: try Walk.keys.key(2000), resources: "192.0.2.64/26",
                signedObject: "rsync://rpki.example.net/repository/isp/wrong.roa", by: try repository.issuer(isp),
                serialNumber: 900, validity: Walk.now - 60...Walk.now + 60)
            repository.addFile(in: isp, name: "wrong.cer", try certificate.encoded())
        },
        ObjectFault("CA with a bad signature", .signature, "isp/wrong.cer") { repository, isp in
            repository.addCA("wrong", in: isp, resources: "192.0.2.64/26") { $0.signature = .corrupted }
        },
        ObjectFault("CA that names another CRL", .crlDistributionPoints, "isp/wrong.cer") { repository, isp in
            repository.addCA("wrong", in: isp, resources: "192.0.2.64/26") {
                $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                    "rsync://rpki.example.net/repository/other/other.crl")
            }
        },
        ObjectFault("router that names another CRL", .crlDistributionPoints, "isp/wrong.cer") { repository, isp in
            repository.addRouterKey(in: isp, asns: [64496], key: try .derived(0), name: "wrong.cer") {
                $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                    "rsync://rpki.example.net/repository/other/other.crl")
            }
        },
        ObjectFault("trust anchor key of a CA that is none", .trustAnchorKey, "isp/wrong.tak") { repository, isp in
            let key = TrustAnchorKeyPlan.Key(
                try repository.key(of: isp).subjectPublicKeyInfo,
                certificateURIs: ["rsync://rpki.example.net/repository/example/isp.cer"])
            repository.addSignedObject(
                in: isp, .trustAnchorKey(TrustAnchorKeyPlan(current: key)),
                resources: "asn:inherit ipv4:inherit ipv6:inherit", name: "wrong.tak")
        },
    ]
}

@Suite("Objects of a complete point") struct ObjectTests {
    @Test("An invalid object costs itself alone, with and without a memory", arguments: ObjectFault.all)
    func alone(fault: ObjectFault) async throws {
        var (repository, isp) = Walk.sample()
        let right = try await Walk.run(repository)
        try fault.apply(&repository, isp)
        let built = try repository.build()
        let store = MemoryVerdictStore()
        for store in [nil, store, store] {
            let run = try await Walk.run(built, store: store)
            #expect(Payloads(run.payloads) == Payloads(right.payloads))
            #expect(run.findings == ["rejected \(fault.code.rawValue) \(fault.file)"])
            #expect(run.counts.pointsFresh == 4)
            #expect(
                run.rejections.first?.hash
                    == built.files.first { $0.key.hasSuffix(fault.file) }.map { ObjectHash(of: $0.value) })
        }
    }

    @Test("A file of a kind that is not registered is hashed, passed over and reported")
    func unknownKind() async throws {
        var (repository, isp) = Walk.sample()
        repository.addFile(in: isp, name: "data.xyz", [1, 2, 3])
        repository.addFile(in: isp, name: "nothing.xyz", [])
        let built = try repository.build()
        let run = try await Walk.run(built)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.findings == ["warning unknown-kind isp/data.xyz", "warning unknown-kind isp/nothing.xyz"])
        #expect(run.counts.others == 2)
    }

    @Test("Zero octets are octets too: a point with an empty file can be kept")
    func emptyFileKept() async throws {
        var (repository, isp) = Walk.sample()
        repository.addFile(in: isp, name: "nothing.xyz", [])
        let store = WatchedStore()
        _ = try await Walk.run(repository, store: store)
        let key = try #require(store.keys.first { $0.repository.hasSuffix("/isp/") })
        let entry = try #require(store.entry(for: key))
        #expect(Set(entry.hashes) == Set(entry.objects.keys))
        repository[isp].publishesManifest = false
        #expect(try await Walk.run(repository, store: store).counts.pointsKept == 1)
    }

    @Test("A trust anchor may publish its key object; its successor is no business of validation (RFC 9691)")
    func trustAnchorKey() async throws {
        var (repository, _) = Walk.sample()
        let current = TrustAnchorKeyPlan.Key(
            try repository.key(of: repository.trustAnchor).subjectPublicKeyInfo,
            certificateURIs: repository.trustAnchorURIs)
        let successor = TrustAnchorKeyPlan.Key(
            try Walk.keys.key(2001).subjectPublicKeyInfo, certificateURIs: ["rsync://rpki.example.net/next/ta.cer"])
        repository.addTrustAnchorKey(TrustAnchorKeyPlan(current: current, successor: successor))
        let run = try await Walk.run(repository)
        #expect(run.rejections.isEmpty)
        #expect(run.counts.trustAnchorKeys.valid == 1)
    }

    @Test("The current key of a trust anchor key object is that of the trust anchor")
    func trustAnchorKeyOfOther() async throws {
        var (repository, _) = Walk.sample()
        let other = TrustAnchorKeyPlan.Key(
            try Walk.keys.key(2001).subjectPublicKeyInfo, certificateURIs: repository.trustAnchorURIs)
        repository.addTrustAnchorKey(TrustAnchorKeyPlan(current: other))
        let run = try await Walk.run(repository)
        #expect(run.findings == ["rejected trust-anchor-key example/example.tak"])
        #expect(run.vrps.count == 5)
    }

    @Test("A CA that bears the trust anchor's name is still no trust anchor, and has no key object")
    func namesake() async throws {
        var (repository, isp) = Walk.sample()
        repository[isp].subject = repository[repository.trustAnchor].subject
        let key = TrustAnchorKeyPlan.Key(
            try repository.key(of: isp).subjectPublicKeyInfo, certificateURIs: repository.trustAnchorURIs)
        repository.addSignedObject(
            in: isp, .trustAnchorKey(TrustAnchorKeyPlan(current: key)), resources: "inherit", name: "wrong.tak")
        let run = try await Walk.run(repository)
        #expect(run.findings == ["rejected trust-anchor-key isp/wrong.tak"])
    }

    @Test("Manifests and checklists that a manifest lists are not looked into")
    func listedManifest() async throws {
        var (repository, isp) = Walk.sample()
        repository.addFile(in: isp, name: "other.mft", [1])
        repository.addChecklist(in: isp, resources: "192.0.2.0/24", [.init("a.txt", contents: [1])], isPublished: true)
        let run = try await Walk.run(repository)
        #expect(run.findings == ["warning unknown-kind isp/checklist.sig", "warning unknown-kind isp/other.mft"])
        #expect(run.vrps.count == 5)
    }
}
