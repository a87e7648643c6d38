import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// BGPsec router certificates: RFC 8209 section 3.1, RFC 8608 section 3.1.
@Suite struct RouterCertificateTests {
    private static func key(_ edit: (inout [UInt8]) -> Void) throws -> [UInt8] {
        var octets = try RouterSigningKey.derived(0).subjectPublicKeyInfo
        edit(&octets)
        return octets
    }

    static let faults: [Fault<CertificatePlan>] = [
        Fault("no extended key usage", .publicKey) { $0.extensions[OID.extendedKeyUsage] = nil },
        Fault("another purpose", .extendedKeyUsage) {
            $0.extensions[OID.extendedKeyUsage] = .extendedKeyUsage(OID.serverAuthentication)
        },
        Fault("no purpose", .extendedKeyUsage) { $0.extensions[OID.extendedKeyUsage] = .extendedKeyUsage() },
        Fault("critical extended key usage", .extendedKeyUsage) {
            $0.extensions[OID.extendedKeyUsage]?.critical = true
        },
        Fault("basic constraints", .basicConstraints) { $0.extensions.append(.basicConstraints()) },
        Fault("SIA", .subjectInformationAccess) {
            $0.extensions.append(
                .subjectInformationAccess(AccessDescription(OID.signedObject, "rsync://a/b/c.cer")))
        },
        Fault("addresses", .ipResources) { $0.extensions.append(.addressBlocks("10.0.0.0/8")) },
        Fault("inherited AS numbers", .asResources) { $0.extensions.setResources("asn:inherit") },
        Fault("no AS numbers", .noResources) { $0.extensions.setResources(.none) },
        Fault("key usage of a CA", .keyUsage) { $0.extensions[OID.keyUsage] = .keyUsage(.keyCertSign, .cRLSign) },
        Fault("RSA key", .publicKey) { $0.subjectPublicKeyInfo = try SampleObjects.pool.key(3).subjectPublicKeyInfo },
        Fault("compressed point", .publicKey) { $0.subjectPublicKeyInfo = try Self.key { $0[26] = 2 } },
        Fault("point that is not on the curve", .publicKey) {
            $0.subjectPublicKeyInfo = try Self.key { $0[40] ^= 1 }
        },
        Fault("another curve", .publicKey) { $0.subjectPublicKeyInfo = try Self.key { $0[22] = 0x06 } },
        Fault("signed with ECDSA", .signatureAlgorithm) {
            $0.innerAlgorithm = .ecdsaWithSHA256
            $0.outerAlgorithm = .ecdsaWithSHA256
        },
    ]

    @Test("One wrong detail", arguments: faults)
    func fault(_ fault: Fault<CertificatePlan>) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().router { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try Certificate(decoding: octets) }
    }

    @Test("A router has its key and AS numbers; its name may be UTF8String, and it may have further purposes")
    func right() throws {
        let samples = try SampleObjects()
        let key = try RouterSigningKey.derived(0)
        let octets = try samples.router(asns: [64496, 64499, 64500]) {
            $0.subject = NamePlan(relativeNames: [[.init(OID.commonName, "ROUTER-é", tag: 0x0c)]])
            $0.extensions[OID.extendedKeyUsage] = .extendedKeyUsage(OID.serverAuthentication, OID.bgpsecRouter)
        }
        let certificate = try Certificate(decoding: octets)
        #expect(certificate.kind == .router)
        #expect(certificate.subjectPublicKeyInfo == key.subjectPublicKeyInfo)
        #expect(certificate.subjectKeyIdentifier.octets == key.keyIdentifier)
        #expect(certificate.subject == "ROUTER-é")
        let grant = try certificate.verify(issuer: samples.authority())
        #expect(grant.resources.asns.ranges == [64496...64496, 64499...64500])
    }
}
