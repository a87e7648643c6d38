import Foundation
import NumberResources
import RPKITesting
import Testing

/// What the kit calls right is accepted by validators of others, and what it breaks is refused.
///
/// They have no switch for the time, so these repositories are made for now.
@Suite(.enabled(if: !Validator.installed.isEmpty, "neither rpki-client nor fort is installed"))
struct OtherValidatorsTests {
    @Test("All kinds of right objects are accepted", arguments: Validator.installed)
    func right(validator: Validator) throws {
        var repository = RepositoryPlan(at: Date())
        let anchor = repository.trustAnchor
        let key = try repository.key(of: anchor).subjectPublicKeyInfo
        repository.addTrustAnchorKey(
            TrustAnchorKeyPlan(current: .init(key, certificateURIs: repository.trustAnchorURIs)))
        let isp = repository.addCA(
            "isp", resources: "AS64496-AS64500 AS65536 192.0.2.0/24 10.0.0.1-10.0.0.254 2001:db8::/32")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48", "10.0.0.8/29", "2001:db8::/33"])
        repository.addROA(in: isp, asn: 0, ["10.0.0.128/26"])
        repository.addASPA(in: isp, customer: 64496, providers: [64498, 64497])
        repository.addRouterKey(in: isp, asns: [64496], key: try RouterSigningKey.derived(0))
        repository.addGhostbusters(in: isp, GhostbustersPlan(name: "Ana", email: "ana@example.net"))
        repository.addPrefixList(in: isp, asn: 64497, ["192.0.2.0/24"])
        let next = repository.addCA("isp-next", resources: "AS64496 192.0.2.0/24", sharing: isp)
        repository.addROA(in: next, asn: 64497, ["192.0.2.64/26"])
        let heir = repository.addCA("heir", resources: "inherit")
        repository.addROA(in: heir, asn: 64511, ["203.0.113.0/24", "2001:db8:1::/48"])
        let chain = repository.addChain("level", depth: 8, resources: "AS64505 198.51.100.0/24")
        repository.addROA(in: chain[7], asn: 64505, ["198.51.100.0/24"])
        repository.revoke(repository.addROA(in: chain[6], asn: 64506, ["198.51.100.0/25"]))
        let built = try repository.build()
        #expect(built.expected.vrps.count == 9)
        let found = try payloads(of: built, by: validator)
        #expect(found == rows(built.expected))
    }

    @Test("A broken object is refused, its neighbours are not", arguments: Validator.installed)
    func brokenObjects(validator: Validator) throws {
        var repository = RepositoryPlan(at: Date(), resources: "AS64496-AS64511 10.0.0.0/8")
        let isp = repository.addCA("isp", resources: "AS64496 10.0.0.0/16")
        repository.addROA(in: isp, asn: 64496, ["10.0.0.0/24"])
        let faults: [SignedObjectEdit] = [
            { $0.roa?.version = 1 },
            { $0.roa?.families[0].addresses[0].maxLength = 33 },
            { $0.roa?.families[0].addresses[0].maxLength = 8 },
            { $0.roa?.families[0].addressFamily = [0, 3] },
            { $0.roa?.families[0].addresses[0].address = BitString([10, 9, 9]) },
            { $0.eContentType = OID.manifest },
            { $0.certificates = nil },
            { $0.signerInfos[0].signature = .corrupted },
            { $0.signerInfos[0].signedAttributes?[2] = .messageDigest([UInt8](repeating: 0, count: 32)) },
            { $0.signerInfos[0].signedAttributes = nil },
            { $0.signerInfos.append($0.signerInfos[0]) },
            { $0.endEntity.signature = .corrupted },
            { $0.endEntity.issuer = "somebody" },
            { $0.endEntity.extensions[OID.ipAddressBlocks] = nil },
            { $0.endEntity.extensions.setResources("11.0.0.0/8") },
            { $0.endEntity.extensions[OID.certificatePolicies] = nil },
            { $0.endEntity.extensions[OID.subjectKeyIdentifier] = nil },
            { $0.mutate = { $0.removeLast(8) } },
        ]
        for (index, fault) in faults.enumerated() {
            let prefix = ROAPrefix(stringLiteral: "10.0.\(index + 1).0/24")
            repository.addROA(in: isp, asn: 64496, [prefix], name: "fault-\(index).roa", edit: fault)
        }
        repository.revoke(repository.addROA(in: isp, asn: 64496, ["10.0.200.0/24"]))
        let expired = repository.addROA(in: isp, asn: 64496, ["10.0.201.0/24"])
        repository[expired].validity =
            repository.now.addingTimeInterval(-86_400)...repository.now.addingTimeInterval(-60)
        repository.addROA(in: isp, asn: 64496, ["10.1.0.0/24"])
        let built = try repository.build()
        #expect(built.expected.vrps.count == 1)
        let found = try payloads(of: built, by: validator)
        #expect(found == rows(built.expected))
    }

    @Test("A broken authority is refused with all below it", arguments: Validator.installed)
    func brokenAuthorities(validator: Validator) throws {
        var repository = RepositoryPlan(at: Date(), resources: "AS64496-AS64511 10.0.0.0/8")
        func authority(_ number: Int, resources: Resources? = nil) -> AuthorityID {
            let claims = resources ?? Resources("AS64496 10.\(number).0.0/16")
            let id = repository.addCA("ca-\(number)", resources: claims)
            repository.addROA(in: id, asn: 64496, [ROAPrefix(stringLiteral: "10.\(number).0.0/16")])
            return id
        }
        func first(of authority: AuthorityID) -> ObjectID { repository.objects(of: authority)[0] }

        _ = authority(0)
        repository[first(of: authority(1))].isPublished = false
        repository.tamper(first(of: authority(2))) { $0.append(0) }
        repository[authority(3)].phantoms = [.init("ghost.roa", contents: [1])]
        repository.revoke(authority(4))
        _ = authority(5, resources: "AS64496 10.5.0.0/16 192.0.2.0/24")
        repository.breakCertificate(of: authority(6)) { $0.signature = .corrupted }
        repository.breakCertificate(of: authority(7)) { $0.extensions[OID.basicConstraints] = nil }
        repository.breakManifest(of: authority(8)) { $0.manifest?.files[0].hash.octets[0] ^= 1 }
        // Debian's rpki-client ends by a signal when a point has no valid manifest and it may not fetch.
        if validator == .fort {
            repository[authority(9)].publishesCRL = false
            repository[authority(10)].listsCRL = false
            repository[authority(11)].publishesManifest = false
            repository[authority(12)].nextUpdate = repository.now.addingTimeInterval(-60)
            repository[authority(13)].thisUpdate = repository.now.addingTimeInterval(3600)
            repository[authority(14)].isCaptured = false
            repository.breakManifest(of: authority(15)) { $0.signerInfos[0].signature = .corrupted }
            repository.breakManifest(of: authority(16)) { $0.manifest?.version = 1 }
            repository.breakManifest(of: authority(17)) { $0.manifest?.fileHashAlgorithm = OID.sha1 }
            repository.breakCRL(of: authority(18)) { $0.signature = .corrupted }
        }
        let built = try repository.build()
        #expect(built.expected.vrps.count == 1)
        let found = try payloads(of: built, by: validator)
        #expect(found == rows(built.expected))
    }

    @Test("The identifiers of RFC 8360 are known", .enabled(if: Validator.fort.path != nil, "fort is not installed"))
    func reconsidered() throws {
        var repository = RepositoryPlan(at: Date(), resources: "AS64496-AS64511 10.0.0.0/8")
        let isp = repository.addCA("isp", resources: "AS64496 10.1.0.0/16", flavour: .reconsidered)
        repository.addROA(in: isp, asn: 64496, ["10.1.0.0/24"])
        let built = try repository.build()
        #expect(built.expected.vrps.count == 1)
        let found = try payloads(of: built, by: .fort)
        #expect(found == rows(built.expected))
    }

    @Test("The example economy gives what it says", .enabled(if: Validator.fort.path != nil, "fort is not installed"))
    func example() throws {
        let built = try ExampleRepository.build(at: Date())
        let found = try payloads(of: built, by: .fort)
        #expect(found == rows(built.expected))
    }

    @Test(
        "OpenSSL verifies each signed object with the certificate in it",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "openssl is not installed"))
    func openssl() throws {
        let built = try ExampleRepository.build(at: Date())
        let scratch = try Scratch()
        try built.write(to: scratch.path)
        for uri in built.uris where ["roa", "asa", "mft", "gbr"].contains(uri.suffix(3)) {
            let file = scratch.path + "/" + uri.dropFirst("rsync://".count)
            _ = try scratch.run(
                "/usr/bin/openssl", ["cms", "-verify", "-noverify", "-inform", "DER", "-in", file, "-out", "/dev/null"])
            let messages = try String(contentsOfFile: scratch.path + "/stderr", encoding: .utf8)
            #expect(messages == "CMS Verification successful\n")
        }
    }

    private func rows(_ expected: ExpectedPayloads) -> Set<String> {
        Set(expected.vrps.map { "AS\($0.asn.rawValue),\(text($0.prefix)),\($0.maxLength)" })
    }

    private func text(_ prefix: IPPrefix) -> String {
        var text = [CChar](repeating: 0, count: 64)
        let octets = prefix.address.octets
        inet_ntop(prefix.family == .ipv4 ? AF_INET : AF_INET6, octets, &text, 64)
        let end = text.firstIndex(of: 0) ?? 0
        return String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/\(prefix.length)"
    }

    /// The first three columns of what the validator makes of the repository.
    private func payloads(of built: TestRepository, by validator: Validator) throws -> Set<String> {
        let program = try #require(validator.path)
        let scratch = try Scratch()
        let tal = try built.writeTAL(to: scratch.path)
        try built.write(to: scratch.path + "/files")
        let csv: String
        switch validator {
        case .fort:
            csv = try scratch.run(
                program,
                [
                    "--mode=standalone", "--work-offline=true", "--tal", tal, "--local-repository",
                    scratch.path + "/files", "--output.roa", "-", "--log.enabled=false",
                ])
        case .rpkiClient:
            // It keeps trust anchors apart from the repositories.
            let anchors = scratch.path + "/files/ta/" + built.name
            try FileManager.default.createDirectory(atPath: anchors, withIntermediateDirectories: true)
            for (uri, octets) in built.files where uri.hasSuffix("/\(built.name).cer") {
                try Data(octets).write(to: URL(fileURLWithPath: anchors + "/\(built.name).cer"))
            }
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/output", withIntermediateDirectories: true)
            try scratch.open()
            _ = try scratch.run(
                program, ["-n", "-c", "-t", tal, "-d", scratch.path + "/files", scratch.path + "/output"])
            csv = try String(contentsOfFile: scratch.path + "/output/csv", encoding: .utf8)
        }
        let rows = csv.split(separator: "\n").map { $0.split(separator: ",").prefix(3) }
        return Set(rows.filter { $0.count == 3 && $0[0] != "ASN" }.map { $0.joined(separator: ",") })
    }
}
