import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// The extensions of CA certificates: RFC 6487 section 4.8.
@Suite struct ExtensionProfileTests {
    typealias CertificateFault = Fault<CertificatePlan>

    private static let required: [(String, ObjectError.Code)] = [
        (OID.basicConstraints, .basicConstraints), (OID.subjectKeyIdentifier, .subjectKeyIdentifier),
        (OID.authorityKeyIdentifier, .authorityKeyIdentifier), (OID.keyUsage, .keyUsage),
        (OID.crlDistributionPoints, .crlDistributionPoints),
        (OID.authorityInformationAccess, .authorityInformationAccess),
        (OID.subjectInformationAccess, .subjectInformationAccess), (OID.certificatePolicies, .certificatePolicies),
    ]

    private static let resources: [(String, ObjectError.Code)] = [
        (OID.ipAddressBlocks, .ipResources), (OID.autonomousSystems, .asResources),
    ]

    static let absent = required.map { identifier, code in
        CertificateFault("without \(code.rawValue)", code) { $0.extensions[identifier] = nil }
    }

    static let criticality = (required + resources).map { identifier, code in
        CertificateFault("\(code.rawValue) wrongly critical or not", code) {
            $0.extensions[identifier]?.critical.toggle()
        }
    }

    static let doubled = (required + resources).map { identifier, code in
        CertificateFault("two \(code.rawValue)", .duplicateExtension) { plan in
            if let extra = plan.extensions[identifier] { plan.extensions.append(extra) }
        }
    }

    static let trailing = (required + resources).map { identifier, code in
        CertificateFault("octets after \(code.rawValue)", .trailingData) {
            $0.extensions[identifier]?.value += [5, 0]
        }
    }

    static let emptied = (required + resources).map { identifier, code in
        CertificateFault("\(code.rawValue) without content", .truncated) { $0.extensions[identifier]?.value = [] }
    }

    static let values: [CertificateFault] = [
        Fault("no resources", .noResources) { $0.extensions.setResources(.none) },
        Fault("unknown extension", .unknownExtension) {
            $0.extensions.append(CertificateExtension("2.5.29.33", value: [0x30, 0]))
        },
        Fault("unknown critical extension", .unknownExtension) {
            $0.extensions.append(CertificateExtension("2.5.29.33", critical: true, value: [0x30, 0]))
        },
        Fault("FALSE written out", .boolean) {
            $0.extensions[OID.subjectKeyIdentifier]?.writesDefaultCritical = true
        },
        Fault("no cA", .basicConstraints) { $0.extensions[OID.basicConstraints] = .basicConstraints(isCA: false) },
        Fault("cA FALSE", .basicConstraints) {
            $0.extensions[OID.basicConstraints]?.value = [0x30, 3, 1, 1, 0]
        },
        Fault("cA in BER", .boolean) { $0.extensions[OID.basicConstraints]?.value = [0x30, 3, 1, 1, 1] },
        Fault("pathLenConstraint", .basicConstraints) {
            $0.extensions[OID.basicConstraints] = .basicConstraints(pathLength: 0)
        },
        Fault("SKI of 19 octets", .subjectKeyIdentifier) {
            $0.extensions[OID.subjectKeyIdentifier] = .subjectKeyIdentifier([UInt8](repeating: 1, count: 19))
        },
        Fault("SKI of 32 octets", .subjectKeyIdentifier) {
            $0.extensions[OID.subjectKeyIdentifier] = .subjectKeyIdentifier([UInt8](repeating: 1, count: 32))
        },
        Fault("AKI of 21 octets", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier([UInt8](repeating: 1, count: 21))
        },
        Fault("AKI without key identifier", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier(nil)
        },
        Fault("AKI with issuer", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier(
                [UInt8](repeating: 1, count: 20), issuer: "a", serialNumber: 1)
        },
        Fault("AKI with serial number", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier(
                [UInt8](repeating: 1, count: 20), serialNumber: 1)
        },
        Fault("a CA that signs data too", .keyUsage) {
            $0.extensions[OID.keyUsage] = .keyUsage(.digitalSignature, .keyCertSign, .cRLSign)
        },
        Fault("a CA without cRLSign", .keyUsage) { $0.extensions[OID.keyUsage] = .keyUsage(.keyCertSign) },
        Fault("a CA without keyCertSign", .keyUsage) { $0.extensions[OID.keyUsage] = .keyUsage(.cRLSign) },
        Fault("bit 8 of the key usage", .keyUsage) {
            $0.extensions[OID.keyUsage] = .keyUsage(.keyCertSign, .cRLSign, .decipherOnly)
        },
        Fault("no key usage", .keyUsage) { $0.extensions[OID.keyUsage]?.value = [3, 1, 0] },
        Fault("key usage with trailing zeros", .bitString) { $0.extensions[OID.keyUsage]?.value = [3, 2, 0, 6] },
        Fault("extended key usage", .extendedKeyUsage) {
            $0.extensions[OID.extendedKeyUsage] = .extendedKeyUsage(OID.serverAuthentication)
        },
    ]

    static let locations: [CertificateFault] = [
        Fault("CRL by https alone", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints("https://a/b.crl")
        },
        Fault("CRL outside of any place", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints("rsync://a/b/../../c.crl")
        },
        Fault("CRL without URI", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints([DistributionPoint(uris: [])])
        },
        Fault("CRL of some reasons", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                [DistributionPoint(uris: ["rsync://a/b/c.crl"], reasons: [1])])
        },
        Fault("CRL by another issuer", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                [DistributionPoint(uris: ["rsync://a/b/c.crl"], crlIssuer: "other")])
        },
        Fault("CRL's name relative to its issuer's", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints]?.value = hex("30 08 30 06 a0 04 a1 02 30 00")
        },
        Fault("CRL by a name that is no URI", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints]?.value = hex("30 09 30 07 a0 05 a0 03 82 01 61")
        },
        Fault("no CRL", .crlDistributionPoints) {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints([])
        },
        Fault("AIA by another method", .authorityInformationAccess) {
            $0.extensions[OID.authorityInformationAccess] = .authorityInformationAccess(
                AccessDescription("1.3.6.1.5.5.7.48.1", "rsync://a/b/c.cer"))
        },
        Fault("AIA by http alone", .authorityInformationAccess) {
            $0.extensions[OID.authorityInformationAccess] = .authorityInformationAccess(
                AccessDescription(OID.caIssuers, "http://a/b/c.cer"))
        },
        Fault("empty AIA", .authorityInformationAccess) {
            $0.extensions[OID.authorityInformationAccess] = .authorityInformationAccess()
        },
        Fault("empty SIA", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess([])
        },
        Fault("SIA without manifest", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.caRepository, "rsync://a/b/"))
        },
        Fault("SIA without repository", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"))
        },
        Fault("repository by https alone", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.caRepository, "https://a/b/"),
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"))
        },
        Fault("repository outside of any place", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.caRepository, "rsync://a/../"),
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"))
        },
        Fault("signed object in a CA's SIA", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.caRepository, "rsync://a/b/"),
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"),
                AccessDescription(OID.signedObject, "rsync://a/b/c.roa"))
        },
        Fault("unknown method in SIA", .subjectInformationAccess) {
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.caRepository, "rsync://a/b/"),
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"), AccessDescription("1.2.3", "rsync://a/b/c"))
        },
    ]

    static let policies: [CertificateFault] = [
        Fault("another policy", .certificatePolicies) {
            $0.extensions[OID.certificatePolicies] = .certificatePolicies(CertificatePolicy("2.5.29.32.0"))
        },
        Fault("two policies", .certificatePolicies) {
            $0.extensions[OID.certificatePolicies] = .certificatePolicies(.strict, .reconsidered)
        },
        Fault("no policy", .truncated) { $0.extensions[OID.certificatePolicies] = .certificatePolicies() },
        Fault("two qualifiers", .certificatePolicies) {
            let pointer = CertificatePolicy.Qualifier(uri: "https://a/cps")
            $0.extensions[OID.certificatePolicies] = .certificatePolicies(
                CertificatePolicy(OID.resourcePolicy, qualifiers: [pointer, pointer]))
        },
        Fault("a user notice", .certificatePolicies) {
            $0.extensions[OID.certificatePolicies] = .certificatePolicies(
                CertificatePolicy(OID.resourcePolicy, qualifiers: [.init("1.3.6.1.5.5.7.2.2", uri: "x")]))
        },
        Fault("policy of RFC 8360 with resources of RFC 3779", .certificatePolicies) {
            $0.extensions[OID.certificatePolicies] = .certificatePolicies(.reconsidered)
        },
        Fault("resources of RFC 8360 with the policy of RFC 6484", .certificatePolicies) {
            $0.extensions.setResources(.none)
            $0.extensions.setResources("AS1 10.0.0.0/8", .reconsidered)
        },
        Fault("resources of both versions", .certificatePolicies) {
            $0.extensions.append(.autonomousSystems("AS1", .reconsidered))
        },
    ]

    @Test(
        "One wrong extension",
        arguments: absent + criticality + doubled + trailing + emptied + values + locations + policies)
    func fault(_ fault: CertificateFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().certificate { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try Certificate(decoding: octets) }
    }

    @Test("Further URIs, a CPS pointer and other ways to a place are allowed")
    func right() throws {
        let octets = try SampleObjects().certificate {
            $0.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(
                "https://a/b.crl", "rsync://a/b/c.crl", "rsync://d/e/c.crl")
            $0.extensions[OID.authorityInformationAccess] = .authorityInformationAccess(
                AccessDescription(OID.caIssuers, "https://a/b.cer"),
                AccessDescription(OID.caIssuers, "rsync://a/b/c.cer"))
            $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.caRepository, "https://a/b/"), AccessDescription(OID.caRepository, "rsync://A/b"),
                AccessDescription(OID.caRepository, "urn:example:a"),
                AccessDescription(OID.caRepository, "rsync://c/d/"),
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"),
                AccessDescription(OID.rpkiNotify, "http://a/n.xml"),
                AccessDescription(OID.rpkiNotify, "https://a/n.xml"))
            $0.extensions[OID.certificatePolicies] = .certificatePolicies(
                CertificatePolicy(OID.resourcePolicy, qualifiers: [.init(uri: "https://a/cps")]))
        }
        let certificate = try Certificate(decoding: octets)
        #expect(certificate.repository?.description == "rsync://a/b")
        #expect(certificate.manifest?.description == "rsync://a/b/c.mft")
        #expect(certificate.notification == "https://a/n.xml")
        #expect(certificate.issuerLocation?.description == "rsync://a/b/c.cer")
        #expect(certificate.revocationList?.description == "rsync://a/b/c.crl")
        for (text, isNamed) in [("rsync://a/b/c.crl", true), ("rsync://d/e/c.crl", true), ("rsync://x/y/c.crl", false)]
        {
            #expect(certificate.names(revocationList: try #require(RsyncURI(text))) == isNamed)
        }
    }
}
