import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Manifests: RFC 9286 sections 4 and 5.1.
@Suite struct ManifestTests {
    typealias ManifestFault = Fault<SignedObjectPlan>

    private static func edit(_ body: @escaping @Sendable (inout ManifestPlan) -> Void)
        -> @Sendable (inout SignedObjectPlan) -> Void
    {
        { plan in
            guard var manifest = plan.manifest else { return }
            body(&manifest)
            plan.manifest = manifest
        }
    }

    private static func name(_ name: String) -> ManifestFault {
        Fault("file \(name.debugDescription)", .manifestFile, edit { $0.files[1].name = name })
    }

    static let fields: [ManifestFault] = [
        Fault("version 0 written out", .contentVersion, edit { $0.version = 0 }),
        Fault("version 1", .contentVersion, edit { $0.version = 1 }),
        Fault("negative number", .manifestNumber, edit { $0.manifestNumber = -1 }),
        Fault("number 2^159", .manifestNumber, edit { $0.manifestNumber = .powerOfTwo(159) }),
        Fault("number 2^160", .manifestNumber, edit { $0.manifestNumber = .powerOfTwo(160) }),
        Fault("number with a needless octet", .integer, edit { $0.manifestNumber = .octets([0, 1]) }),
        Fault("thisUpdate as UTCTime", .timeType, edit { $0.thisUpdate = .utc(SampleObjects.now) }),
        Fault("nextUpdate as UTCTime", .timeType, edit { $0.nextUpdate = .utc(SampleObjects.now) }),
        Fault("fractions of a second", .time, edit { $0.thisUpdate = .generalized(text: "20260101000000.5Z") }),
        Fault("nextUpdate before thisUpdate", .manifestTimes, edit { swap(&$0.thisUpdate, &$0.nextUpdate) }),
        Fault("nextUpdate is thisUpdate", .manifestTimes, edit { $0.nextUpdate = $0.thisUpdate }),
        Fault("SHA-1", .manifestHash, edit { $0.fileHashAlgorithm = OID.sha1 }),
        Fault("SHA-512", .manifestHash, edit { $0.fileHashAlgorithm = OID.sha512 }),
        Fault("a hash of 31 octets", .manifestHash, edit { $0.files[0].hash.octets.removeLast() }),
        Fault("a hash of 33 octets", .manifestHash, edit { $0.files[0].hash.octets.append(0) }),
        Fault(
            "a hash of 255 bits", .manifestHash,
            edit {
                $0.files[0].hash.octets[31] = 0
                $0.files[0].hash.unusedBits = 1
            }),
        Fault("a file twice", .manifestFile, edit { $0.files.append($0.files[0]) }),
        Fault("a name in UTF8String", .manifestFile, edit { $0.files[0].nameTag = 0x0c }),
        Fault("octets after the manifest", .trailingData) { plan in
            plan.eContent = [0x30, 0x00, 0x05, 0x00]
        },
    ]

    static let names = [
        "", ".crl", "a.", "a", "acrl", "a.cr", "a.crls", "a.b.crl", "a.c1l", "a/b.crl", "../a.crl", "a b.crl", "a.crl ",
        "a\u{0}.crl", "é.crl", "a\\b.crl", "..crl", "a..crl", "a.crl\n", String(repeating: "a", count: 252) + ".crl",
    ].map(name)

    static let certificates: [ManifestFault] = [
        Fault("addresses that are not inherited", .embeddedCertificate) {
            $0.endEntity.extensions.setResources("asn:inherit 10.0.0.0/8")
        },
        Fault("AS numbers that are not inherited", .embeddedCertificate) {
            $0.endEntity.extensions.setResources("AS1 ipv4:inherit ipv6:inherit")
        },
        Fault("IPv6 that is not inherited", .embeddedCertificate) {
            $0.endEntity.extensions.setResources("ipv4:inherit ::/0")
        },
        Fault("no SIA", .subjectInformationAccess) { $0.endEntity.extensions[OID.subjectInformationAccess] = nil },
    ]

    @Test("One wrong detail", arguments: fields + names + certificates)
    func fault(_ fault: ManifestFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().manifest { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try Manifest(decoding: octets) }
    }

    @Test("A manifest says what it is told to say")
    func right() throws {
        let samples = try SampleObjects()
        let largest = [0x7f] + [UInt8](repeating: 0xff, count: 19)
        let octets = try samples.manifest { plan in
            plan.manifest?.manifestNumber = .octets(largest)
            plan.manifest?.files[1].name = "A-b_9.xyz"
        }
        let manifest = try Manifest(decoding: octets)
        #expect(manifest.number.octets == largest)
        #expect(manifest.files.map(\.name) == ["anchor.crl", "A-b_9.xyz"])
        #expect(manifest.files[0].hash == ObjectHash(of: [1]))
        _ = try manifest.object.verify(issuer: samples.authority())
    }

    @Test("Some kinds of resources may be inherited and others not named")
    func inheritance() throws {
        for resources: Resources in ["asn:inherit", "ipv4:inherit", "ipv6:inherit asn:inherit"] {
            let octets = try SampleObjects().manifest { $0.endEntity.extensions.setResources(resources) }
            _ = try Manifest(decoding: octets)
        }
    }

    @Test("A manifest is current from its thisUpdate to its nextUpdate")
    func currency() throws {
        let manifest = try Manifest(decoding: SampleObjects().manifest())
        for (date, code) in [
            (manifest.thisUpdate.addingTimeInterval(-1), ObjectError.Code.notYetValid), (manifest.thisUpdate, nil),
            (manifest.nextUpdate, nil), (manifest.nextUpdate.addingTimeInterval(1), .stale),
        ] {
            #expect(refusal { () throws(ObjectError) in try manifest.checkCurrent(at: date) }?.code == code)
        }
    }

    @Test("The number of files is bounded")
    func limit() throws {
        var limits = DecodingLimits()
        limits.manifestFiles = 2
        let octets = try SampleObjects().manifest()
        _ = try Manifest(decoding: octets, limits: limits)
        limits.manifestFiles = 1
        expectRefusal(.count, of: octets) { () throws(ObjectError) in
            _ = try Manifest(decoding: octets, limits: limits)
        }
    }
}
