import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct RepositoryTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    private func sample() -> (RepositoryPlan, isp: AuthorityID) {
        var repository = RepositoryPlan(at: Self.now)
        let isp = repository.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24 2001:db8::/32")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48"])
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/25"])
        repository.addASPA(in: isp, customer: 64496, providers: [64499, 64498])
        return (repository, isp)
    }

    private func manifest(_ repository: TestRepository, _ name: String) throws -> [String: [UInt8]] {
        let octets = try #require(repository.files["rsync://rpki.example.net/repository/\(name)/\(name).mft"])
        let content = try DERTree(DERTree(octets)[1, 0, 2, 1, 0].content)
        let entries = content[4].children.map {
            (String(decoding: $0[0].content, as: UTF8.self), Array($0[1].content.dropFirst()))
        }
        return Dictionary(entries) { first, _ in first }
    }

    @Test("The same plan gives the same octets")
    func deterministic() throws {
        let first = try sample().0.build()
        let second = try sample().0.build()
        #expect(first.files == second.files)
        #expect(first.tal == second.tal)
        #expect(first.uris.count == 9)
    }

    @Test("Every manifest lists every other file of its point with its hash")
    func manifests() throws {
        let built = try sample().0.build()
        for name in ["example", "isp"] {
            let point = "rsync://rpki.example.net/repository/\(name)/"
            let files = built.files.filter { $0.key.hasPrefix(point) && !$0.key.hasSuffix(".mft") }
            let listed = try manifest(built, name)
            #expect(listed.count == files.count)
            for (uri, octets) in files {
                let file = String(uri.dropFirst(point.count))
                #expect(listed[file] == ManifestPlan.File(file, contents: octets).hash.octets)
            }
        }
    }

    @Test("A locator has its comments, URIs, a blank line and the key")
    func locator() throws {
        var repository = RepositoryPlan(at: Self.now)
        repository.trustAnchorURIs = ["https://host.example/ta.cer", "rsync://host.example/module/ta.cer"]
        repository.talComments = [" made for a test"]
        let built = try repository.build()
        let lines = built.tal.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines[..<4] == [
                "# made for a test", "https://host.example/ta.cer", "rsync://host.example/module/ta.cer", "",
            ])
        let key = Data(base64Encoded: lines[4...].joined())
        #expect(try key.map(Array.init) == repository.key(of: repository.trustAnchor).subjectPublicKeyInfo)
        #expect(built.files["https://host.example/ta.cer"] == built.files["rsync://host.example/module/ta.cer"])
        #expect(repository.certificateURI(of: repository.trustAnchor) == "rsync://host.example/module/ta.cer")
    }

    @Test("Payloads are expected of what is right")
    func expected() throws {
        let expected = try sample().0.build().expected
        #expect(expected.vrps.count == 3)
        #expect(expected.aspas == [64496: [64498, 64499]])
    }

    @Test("Files can be unpublished, unlisted, invented and tampered with")
    func files() throws {
        var (repository, isp) = sample()
        let roa = repository.object(named: "isp/as64496.roa")
        repository[roa].isPublished = false
        repository.tamper(repository.object(named: "isp/as64496-2.roa")) { $0.append(0) }
        repository[repository.object(named: "isp/as64496.asa")].isListed = false
        repository[isp].phantoms = [.init("ghost.roa", contents: [1, 2, 3])]
        let built = try repository.build()
        let listed = try manifest(built, "isp")
        #expect(Set(listed.keys) == ["as64496.roa", "as64496-2.roa", "ghost.roa", "isp.crl"])
        #expect(built.files[repository.uri(of: roa)] == nil)
        let tampered = try #require(built.files["rsync://rpki.example.net/repository/isp/as64496-2.roa"])
        #expect(listed["as64496-2.roa"] != ManifestPlan.File("", contents: tampered).hash.octets)
        #expect(built.files["rsync://rpki.example.net/repository/isp/as64496.asa"] != nil)
        #expect(built.expected.isEmpty)
    }

    @Test("A broken object is refused alone, and by its name too")
    func brokenObject() throws {
        var (repository, isp) = sample()
        let right = try repository.build()
        repository.breakObject(named: "isp/as64496.roa") { $0.roa?.version = 1 }
        repository.addROA(in: isp, asn: 64497, ["192.0.2.0/24"]) { $0.mutate = { $0.removeLast() } }
        repository.revoke(repository.object(named: "isp/as64496.asa"))
        let wrong = try repository.build()
        #expect(wrong.expected.vrps.map(\.prefix.length) == [25])
        #expect(wrong.expected.aspas.isEmpty)
        let uri = "rsync://rpki.example.net/repository/isp/as64496.roa"
        #expect(right.files[uri] != wrong.files[uri])
        let crl = try DERTree(#require(wrong.files["rsync://rpki.example.net/repository/isp/isp.crl"]))
        #expect(crl[0, 5].children.map { $0[0].content } == [[4]])
    }

    @Test(
        "A broken certificate, CRL or manifest costs everything below", arguments: ["certificate", "crl", "manifest"])
    func brokenAuthority(part: String) throws {
        var (repository, isp) = sample()
        let child = repository.addCA("child", in: isp, resources: "inherit")
        repository.addROA(in: child, asn: 64499, ["192.0.2.0/24"])
        #expect(try repository.build().expected.vrps.count == 4)
        switch part {
        case "certificate": repository.breakCertificate(of: isp) { $0.signature = .corrupted }
        case "crl": repository.breakCRL(of: isp) { $0.nextUpdate = nil }
        default: repository.breakManifest(of: isp) { $0.manifest?.fileHashAlgorithm = OID.sha1 }
        }
        #expect(try repository.build().expected.isEmpty)
    }

    @Test(
        "Claiming too much costs everything, or by RFC 8360 only what is too much",
        arguments: [
            (ResourceFlavour.strict, 0), (.reconsidered, 1),
        ])
    func overclaiming(flavour: ResourceFlavour, count: Int) throws {
        var repository = RepositoryPlan(at: Self.now, resources: "AS64496 192.0.2.0/24")
        let isp = repository.addCA("isp", resources: "AS64496 192.0.2.0/24 198.51.100.0/24", flavour: flavour)
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24"])
        repository.addROA(in: isp, asn: 64496, ["198.51.100.0/24"])
        #expect(try repository.build().expected.vrps.count == count)
    }

    @Test("Time passes: numbers rise, dates move, objects stay")
    func history() throws {
        let (first, isp) = sample()
        var second = first
        second.advance(to: Self.now.addingTimeInterval(7200))
        #expect(second[isp].manifestNumber == first[isp].manifestNumber + 1)
        let before = try first.build()
        let after = try second.build()
        let changed = before.uris.filter { before.files[$0] != after.files[$0] }
        #expect(
            changed.map { $0.suffix(11) } == ["example.crl", "example.mft", "isp/isp.crl", "isp/isp.mft"])
        #expect(before.expected == after.expected)
        second.advance(to: Self.now.addingTimeInterval(100 * 86_400))
        #expect(try second.build().expected.isEmpty)
    }

    @Test("The keys of a rollover share a publication point under names of their own")
    func rollover() throws {
        var (repository, isp) = sample()
        let next = repository.addCA("isp-next", resources: repository[isp].resources, sharing: isp)
        repository.addROA(in: next, asn: 64500, ["192.0.2.0/24"])
        let built = try repository.build()
        let point = "rsync://rpki.example.net/repository/isp/"
        #expect(built.files[point + "isp-next.mft"] != nil)
        #expect(built.files[point + "isp-next.crl"] != nil)
        #expect(built.files[point + "as64500.roa"] != nil)
        #expect(built.files[point + "isp.mft"] != nil)
        #expect(try repository.key(of: isp).keyIdentifier != repository.key(of: next).keyIdentifier)
    }

    @Test("Chains are as deep as asked for, and a second certificate closes a loop")
    func chainsAndLoops() throws {
        var repository = RepositoryPlan(at: Self.now)
        let chain = repository.addChain("level", depth: 12, resources: "192.0.2.0/24")
        repository.addROA(in: chain[11], asn: 64496, ["192.0.2.0/24"])
        repository.certifyAgain(chain[0], in: chain[11])
        let built = try repository.build()
        #expect(built.expected.vrps.count == 1)
        let looped = try DERTree(#require(built.files["rsync://rpki.example.net/repository/level-12/level-1.cer"]))
        let first = try DERTree(#require(built.files["rsync://rpki.example.net/repository/example/level-1.cer"]))
        #expect(looped[0, 6].octets == first[0, 6].octets)
        #expect(looped[0, 5].octets == first[0, 5].octets)
    }

    @Test("What was not captured is not there")
    func uncaptured() throws {
        var (repository, isp) = sample()
        repository[isp].isCaptured = false
        let built = try repository.build()
        #expect(built.uris.allSatisfy { !$0.contains("/isp/") })
        #expect(built.expected.isEmpty)
    }

    @Test("Checklists are handed out apart from the repository, without a signed-object URI")
    func checklists() throws {
        var (repository, isp) = sample()
        repository.addChecklist(in: isp, resources: "192.0.2.0/24", [.init("a.txt", contents: [1])])
        let built = try repository.build()
        let object = try DERTree(#require(built.detached["checklist.sig"]))
        // id-pe-subjectInfoAccess is 1.3.6.1.5.5.7.1.11.
        let extensions = object[1, 0, 3, 0, 0, 7, 0].children.map { $0[0].content }
        #expect(!extensions.contains([0x2b, 6, 1, 5, 5, 7, 1, 11]))
        #expect(extensions.contains([0x2b, 6, 1, 5, 5, 7, 1, 1]))
        #expect(!built.uris.contains { $0.hasSuffix(".sig") })
    }

    @Test("A repository is written as rsync leaves it")
    func writing() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let built = try sample().0.build()
        try built.write(to: folder + "/files")
        let tal = try built.writeTAL(to: folder)
        #expect(tal == folder + "/example.tal")
        for (uri, octets) in built.files {
            let path = folder + "/files/" + uri.dropFirst("rsync://".count)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(octets))
        }
    }
}
