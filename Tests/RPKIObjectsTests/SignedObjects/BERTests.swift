import NumberResources
import RPKIObjects
import RPKITesting
import TestSupport
import Testing

/// BER, as CAs wrote it in former years.
@Suite struct BERTests {
    static let former: DecodingLimits = {
        var limits = DecodingLimits()
        limits.allowsFormerProfiles = true
        return limits
    }()

    @Test("Every kind of object is read in BER and verified, when that is asked for", arguments: BERForm.allCases)
    func objects(_ form: BERForm) throws {
        let samples = try SampleObjects()
        let authority = try samples.authority()
        let objects: [(RepositoryObject.FileType, [UInt8])] = [
            (.certificate, try samples.certificate()), (.revocationList, try samples.revocationList()),
            (.manifest, try samples.manifest()), (.routeOriginAuthorization, try samples.roa()),
            (.providerAuthorization, try samples.aspa()), (.ghostbusters, try samples.ghostbusters()),
            (.checklist, try samples.checklist()), (.trustAnchorKey, try samples.trustAnchorKey()),
            (.prefixList, try samples.prefixList()),
        ]
        for (type, der) in objects {
            let octets = form.encode(der)
            #expect(octets != der)
            let object = try RepositoryObject(decoding: octets, as: type, limits: Self.former)
            try object.check(issuer: authority, at: SampleObjects.now)
            let error = refusal { () throws(ObjectError) in _ = try RepositoryObject(decoding: octets, as: type) }
            #expect(error?.code == .length, "\(type)")
            #expect(error?.detail.contains("--former-profiles") == true, "\(type)")
        }
    }

    @Test("DER is the same with the option as without")
    func der() throws {
        let octets = try SampleObjects().roa()
        #expect(try Self.former.der(octets) == octets)
        let roa = try RouteOriginAuthorization(decoding: octets, limits: Self.former)
        #expect(roa.object.contentOctets == (try RouteOriginAuthorization(decoding: octets).object.contentOctets))
    }

    @Test("A content in BER counts with the hash that it has in BER")
    func content() throws {
        let samples = try SampleObjects()
        let authority = try samples.authority()
        let content = try RouteOriginAuthorization(decoding: samples.roa()).object.contentOctets
        for form in BERForm.allCases {
            let octets = try samples.roa { $0.eContent = form.encode(content) }
            let roa = try RouteOriginAuthorization(decoding: octets, limits: Self.former)
            #expect(roa.addresses.count == 2)
            _ = try roa.object.verify(issuer: authority)
            #expect(
                refusal { () throws(ObjectError) in _ = try RouteOriginAuthorization(decoding: octets) }?.code != nil)
        }
    }

    @Test("Signed attributes in any order are verified in that of DER")
    func attributes() throws {
        let samples = try SampleObjects()
        let der = try samples.roa()
        let place = try #require(der.firstRange(of: DERWriter.encode { $0.objectIdentifier(OID.contentType) }))
        // The attribute before it is put behind: [0] LENGTH { first, second, third }.
        let start = place.lowerBound - 2
        let first = Array(der[start..<start + 2 + Int(der[start + 1])])
        let second = Array(der[(start + first.count)...].prefix(2 + Int(der[start + first.count + 1])))
        var swapped = der
        swapped.replaceSubrange(start..<start + first.count + second.count, with: second + first)
        let roa = try RouteOriginAuthorization(decoding: swapped, limits: Self.former)
        _ = try roa.object.verify(issuer: samples.authority())
        expectRefusal(.setOrder, of: swapped) { () throws(ObjectError) in
            _ = try RouteOriginAuthorization(decoding: swapped)
        }
    }

    @Test(
        "What is neither DER nor BER is refused",
        arguments: [
            ("30 80 04 80 00 00 00 00", ObjectError.Code.length), ("30 80 04 01 00", .truncated), ("30 80", .truncated),
            ("30 89 01 00 00 00 00 00 00 00 01 00", .length), ("30 88 ff ff ff ff ff ff ff ff 00", .truncated),
            ("30 88 7f ff ff ff ff ff ff ff 00", .truncated), ("00 00", .tag), ("30 02 00 00", .tag),
            ("24 03 02 01 00", .tag),
            ("24 80 30 00 00 00", .tag), ("30 00 00", .trailingData), ("1f 81 00 00", .tag), ("", .truncated),
            ("30 83 00 00 05 04 01 00", .truncated),
        ])
    func faults(_ text: String, _ code: ObjectError.Code) {
        #expect(refusal { () throws(ObjectError) in _ = try Self.former.der(hex(text)) }?.code == code)
    }

    @Test("The depth is bounded", arguments: [0x30, 0x24, 0x31, 0xa0] as [UInt8])
    func depth(_ tag: UInt8) throws {
        for (count, code) in [(31, nil), (32, nil), (33, ObjectError.Code.count), (100_000, .count)] {
            let octets =
                [[UInt8]](repeating: [tag, 0x80], count: count).joined() + [UInt8](repeating: 0, count: 2 * count)
            let error = refusal { () throws(ObjectError) in _ = try Self.former.der(Array(octets)) }
            #expect(error?.code == code, "\(count)")
        }
    }

    @Test(
        "Objects of others' tests that are BER", .enabled(if: SharedData.has("rpki/objects/rpki-rs")),
        arguments: ["ca1.mft", "ta.mft", "example-ripe.roa"])
    func others(_ name: String) throws {
        let octets = try SharedData.bytes("rpki/objects/rpki-rs/repository/" + name)
        let type = try #require(RepositoryObject.FileType(fileName: name))
        let object = try RepositoryObject(decoding: octets, as: type, limits: Self.former)
        try object.signedObject?.checkSignature()
    }
}
