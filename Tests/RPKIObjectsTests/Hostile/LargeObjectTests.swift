import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Objects as large as they may be: read in time that grows with their size, and no further than the limits.
@Suite(.timeLimit(.minutes(2))) struct LargeObjectTests {
    @Test("A CRL of 30,000 entries, in descending order")
    func revocations() throws {
        let octets = try SampleObjects().revocationList {
            $0.revoked = (1...30_000).reversed().map { CRLPlan.Entry(DERInteger($0), at: .x509(SampleObjects.now)) }
        }
        do {
            let list = try RevocationList(decoding: octets)
            #expect(list.revoked.count == 30_000)
            #expect(list.revokes(SerialNumber(29_999)) && !list.revokes(SerialNumber(30_001)))
        }
    }

    @Test("A manifest of 20,000 files, whose names share all but their ends")
    func manifestFiles() throws {
        let stem = String(repeating: "a", count: 40)
        let hash = [UInt8](repeating: 7, count: 32)
        let octets = try SampleObjects().manifest {
            $0.manifest?.files = (0..<20_000).map { ManifestPlan.File("\(stem)\($0).roa", hash: hash) }
        }
        do {
            let manifest = try Manifest(decoding: octets)
            #expect(manifest.files.count == 20_000)
        }
    }

    @Test("A ROA of 30,000 prefixes and a certificate of as many blocks, none of which touch")
    func prefixes() throws {
        let samples = try SampleObjects()
        let ranges = (0..<30_000 as Range<UInt32>).map { $0 << 9...($0 << 9 | 0xff) }
        let resources = Resources(ResourceClaims(ipv4: .set(IntervalSet(canonical: ranges))))
        let addresses = ranges.map { range in
            ROAPlan.Address(address: BitString(IPPrefix(truncating: IPAddress(ipv4: range.lowerBound), length: 24)))
        }
        let octets = try samples.roa {
            $0.roa = ROAPlan(asn: 1, [])
            $0.roa?.families = [ROAPlan.Family(addressFamily: [0, 1], addresses: addresses)]
            $0.endEntity.extensions.setResources(resources)
        }
        // The issuer holds every other block, which leaves 15,000 that it does not hold.
        let half = IntervalSet(canonical: stride(from: 0, to: ranges.count, by: 2).map { ranges[$0] })
        let authority = try samples.authority(resources: Resources(ResourceClaims(ipv4: .set(half))))
        do {
            let roa = try RouteOriginAuthorization(decoding: octets)
            #expect(roa.addresses.count == 30_000)
            try roa.checkEmbraced(by: roa.object.certificate.resources.resolved(issuer: ResourceSet()))
            let error = refusal { () throws(ObjectError) in _ = try roa.object.verify(issuer: authority) }
            #expect(error?.code == .overclaim)
            #expect((error?.detail.count ?? 0) <= 500)
        }
    }

    @Test("A checklist of 20,000 hashes and a prefix list of 30,000 prefixes")
    func lists() throws {
        let samples = try SampleObjects()
        let hashes = (0..<20_000).map { $0.bigEndianOctets + [UInt8](repeating: 0, count: 24) }
        let checklist = try samples.checklist {
            $0.checklist?.entries = hashes.map { ChecklistPlan.Entry(nil, hash: $0) }
        }
        do {
            let list = try SignedChecklist(decoding: checklist)
            #expect(list.files.count == 20_000)
        }
        let prefixes = (0..<30_000 as Range<UInt32>).map { IPPrefix(IPAddress(ipv4: $0)) }
        let octets = try samples.prefixList {
            $0.prefixList?.families = [.init(addressFamily: [0, 1], prefixes: prefixes.map { BitString($0) })]
        }
        do {
            let list = try SignedPrefixList(decoding: octets)
            #expect(list.prefixes.count == 30_000)
        }
    }

    @Test("A vCard of 50,000 lines, folded or not")
    func lines() throws {
        for line in ["\n ", "\nFN:a"] {
            let card =
                "BEGIN:VCARD\nVERSION:4.0\nEMAIL:b" + String(repeating: line, count: 50_000) + "\nFN:a\nEND:VCARD\n"
            let octets = try SampleObjects().ghostbusters { $0.eContent = Array(card.utf8) }
            _ = try GhostbustersRecord(decoding: octets)
        }
    }

    @Test("A name, an access list and an algorithm of a megabyte are refused or read, once")
    func certificates() throws {
        let samples = try SampleObjects()
        let long = String(repeating: "a", count: 1_000_000)
        let edits: [(inout CertificatePlan) -> Void] = [
            { $0.subject = NamePlan(commonName: long) },
            {
                $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                    (0..<20_000).map { DistributionPoint(uris: ["rsync://a/b/\($0).crl"]) })
            },
            {
                $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                    "rsync://a/" + long, "rsync://a/b/c.crl")
            },
            {
                $0.extensions[OID.authorityInformationAccess]?.value = DERWriter.encode {
                    $0.sequence {
                        for _ in 0..<20_000 {
                            $0.sequence {
                                $0.objectIdentifier(OID.caIssuers)
                                $0.context(6, primitive: "rsync://a/b/c.cer".utf8)
                            }
                        }
                    }
                }
            },
            {
                $0.outerAlgorithm = AlgorithmPlan(
                    OID.sha256WithRSAEncryption, .der([4, 131, 15, 66, 64] + [UInt8](repeating: 0, count: 1_000_000)))
            },
            { $0.signature = .octets([UInt8](repeating: 1, count: 1_000_000)) },
        ]
        let authority = try samples.authority()
        for edit in edits {
            let octets = try samples.certificate(edit)
            do {
                _ = refusal { () throws(ObjectError) in _ = try Certificate(decoding: octets).verify(issuer: authority)
                }
            }
        }
    }
}
