import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// The profile of CA certificates: RFC 6487 section 4, RFC 7318, RFC 7935.
@Suite struct AuthorityProfileTests {
    typealias CertificateFault = Fault<CertificatePlan>

    static let fields: [CertificateFault] = [
        Fault("version 1", .version) { $0.version = nil }, Fault("version 2", .version) { $0.version = 1 },
        Fault("version 4", .version) { $0.version = 3 }, Fault("negative version", .version) { $0.version = -1 },
        Fault("a version of many octets", .version) { $0.version = .powerOfTwo(200) },
        Fault("serial number 0", .serialNumber) { $0.serialNumber = 0 },
        Fault("negative serial number", .serialNumber) { $0.serialNumber = -1 },
        Fault("serial number 2^159", .serialNumber) { $0.serialNumber = .powerOfTwo(159) },
        Fault("serial number with a needless octet", .integer) { $0.serialNumber = .octets([0, 7]) },
        Fault("serial number without octets", .integer) { $0.serialNumber = .octets([]) },
        Fault("SHA-1 in both places", .signatureAlgorithm) {
            $0.innerAlgorithm = .sha1WithRSAEncryption
            $0.outerAlgorithm = .sha1WithRSAEncryption
        },
        Fault("rsaEncryption as the signature's algorithm", .signatureAlgorithm) {
            $0.innerAlgorithm = .rsaEncryption
            $0.outerAlgorithm = .rsaEncryption
        },
        Fault("ECDSA", .signatureAlgorithm) {
            $0.innerAlgorithm = .ecdsaWithSHA256
            $0.outerAlgorithm = .ecdsaWithSHA256
        },
        Fault("another algorithm inside", .signatureAlgorithm) { $0.innerAlgorithm = .sha1WithRSAEncryption },
        Fault("another algorithm outside", .signatureAlgorithm) { $0.outerAlgorithm = .sha1WithRSAEncryption },
        Fault("parameters outside only", .signatureAlgorithm) {
            $0.innerAlgorithm = AlgorithmPlan(OID.sha256WithRSAEncryption)
        },
        Fault("parameters that are no NULL", .signatureAlgorithm) {
            $0.innerAlgorithm = AlgorithmPlan(OID.sha256WithRSAEncryption, .der([2, 1, 0]))
        },
        Fault("notBefore after notAfter", .validityPeriod) { swap(&$0.notBefore, &$0.notAfter) },
        Fault("GeneralizedTime before 2050", .timeType) { $0.notBefore = .generalized(SampleObjects.now) },
        Fault("UTCTime without seconds", .time) { $0.notBefore = .utc(text: "2601010000Z") },
        Fault("30 February", .time) { $0.notAfter = .utc(text: "260230000000Z") },
        Fault("an issuer's unique identifier", .uniqueIdentifier) { $0.issuerUniqueID = BitString([1]) },
        Fault("a subject's unique identifier", .uniqueIdentifier) { $0.subjectUniqueID = BitString([1]) },
        Fault("no extensions", .truncated) { $0.extensions = [] },
    ]

    static let names: [CertificateFault] = [
        Fault("empty name", .subjectName) { $0.subject = NamePlan(relativeNames: []) },
        Fault("empty relative name", .subjectName) { $0.subject = NamePlan(relativeNames: [[]]) },
        Fault("empty common name", .subjectName) { $0.subject = "" },
        Fault("an organisation", .subjectName) {
            $0.subject.relativeNames.append([.init(OID.organizationName, "Example")])
        },
        Fault("two common names", .subjectName) { $0.subject.relativeNames.append([.init(OID.commonName, "b")]) },
        Fault("two serial numbers", .subjectName) {
            $0.subject.relativeNames.append([.init(OID.serialNumber, "1"), .init(OID.serialNumber, "2")])
        },
        Fault("a serial number alone", .subjectName) {
            $0.subject = NamePlan(relativeNames: [[.init(OID.serialNumber, "1")]])
        },
        Fault("UTF8String that PrintableString cannot hold", .subjectName) {
            $0.subject = NamePlan(relativeNames: [[.init(OID.commonName, "Telefónica", tag: 0x0c)]])
        },
        Fault("UTF8String with an asterisk", .subjectName) {
            $0.subject = NamePlan(relativeNames: [[.init(OID.commonName, "isp*", tag: 0x0c)]])
        },
        Fault("UTF8String in the issuer that PrintableString cannot hold", .issuerName) {
            $0.issuer = NamePlan(relativeNames: [[.init(OID.commonName, "anchor_1", tag: 0x0c)]])
        },
        Fault("IA5String in the issuer", .issuerName) {
            $0.issuer = NamePlan(relativeNames: [[.init(OID.commonName, "anchor", tag: 0x16)]])
        },
        Fault("a control character", .string) { $0.subject = "isp\u{1b}[31m" },
        Fault("an octet that is no ASCII", .string) { $0.subject = "Telefónica" },
        Fault("attributes in the wrong order", .setOrder) { plan in
            plan.subject = NamePlan(
                relativeNames: [[.init(OID.commonName, "isp"), .init(OID.serialNumber, "1")]])
            // Two attributes of 12 and 10 octets change places.
            plan.mutateToBeSigned = { octets in
                let sorted = DERWriter.encode {
                    $0.set {
                        $0.sequence {
                            $0.objectIdentifier(OID.commonName)
                            $0.printableString("isp")
                        }
                        $0.sequence {
                            $0.objectIdentifier(OID.serialNumber)
                            $0.printableString("1")
                        }
                    }
                }
                let unsorted = Array(sorted[..<2] + sorted[12...] + sorted[2..<12])
                guard let range = octets.firstRange(of: sorted) else { return }
                octets.replaceSubrange(range, with: unsorted)
            }
        },
    ]

    static let keys: [CertificateFault] = [
        Fault("RSA with 1,024 bits", .publicKey) {
            $0.subjectPublicKeyInfo = try SigningKey.random(bitCount: 1024).subjectPublicKeyInfo
        },
        Fault("RSA with 3,072 bits", .publicKey) {
            $0.subjectPublicKeyInfo = Self.rsaKey(modulus: [0] + [UInt8](repeating: 0xff, count: 384))
        },
        Fault("RSA with 2,047 bits", .publicKey) {
            $0.subjectPublicKeyInfo = Self.rsaKey(modulus: [0x7f] + [UInt8](repeating: 0xff, count: 255))
        },
        Fault("negative modulus", .publicKey) {
            $0.subjectPublicKeyInfo = Self.rsaKey(modulus: [0x80] + [UInt8](repeating: 1, count: 255))
        },
        Fault("exponent 3", .publicKey) {
            $0.subjectPublicKeyInfo = Self.rsaKey(modulus: [0] + [UInt8](repeating: 0xff, count: 256), exponent: [3])
        },
        Fault("a third number in the key", .trailingData) {
            $0.subjectPublicKeyInfo = Self.rsaKey(
                modulus: [0] + [UInt8](repeating: 0xff, count: 256), more: [2, 1, 1])
        },
        Fault("rsaEncryption without NULL", .publicKey) {
            $0.subjectPublicKeyInfo = Self.rsaKey(
                modulus: [0] + [UInt8](repeating: 0xff, count: 256), algorithm: AlgorithmPlan(OID.rsaEncryption))
        },
        Fault("unknown algorithm", .publicKey) {
            $0.subjectPublicKeyInfo = Self.rsaKey(
                modulus: [0] + [UInt8](repeating: 0xff, count: 256), algorithm: .sha256WithRSAEncryption)
        },
        Fault("P-256", .publicKey) { $0.subjectPublicKeyInfo = try RouterSigningKey.derived(0).subjectPublicKeyInfo },
        Fault("octets that are no key", .truncated) {
            $0.subjectPublicKeyInfo = DERWriter.encode {
                $0.sequence {
                    $0.sequence {
                        $0.objectIdentifier(OID.rsaEncryption)
                        $0.null()
                    }
                    $0.bitString([])
                }
            }
        },
    ]

    @Test("One wrong field", arguments: fields + names + keys)
    func field(_ fault: CertificateFault) throws {
        let samples = try SampleObjects()
        var failure: (any Error)?
        let octets = try samples.certificate { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try Certificate(decoding: octets) }
    }

    @Test("The sample is right, and so are the other forms that the profile allows")
    func right() throws {
        let samples = try SampleObjects()
        let authority = try samples.authority()
        let forms: [(inout CertificatePlan) -> Void] = [
            { _ in },
            { $0.serialNumber = .octets([0x7f] + [UInt8](repeating: 0xff, count: 19)) },
            { $0.notAfter = .x509(Date(timeIntervalSince1970: 3_000_000_000)) },
            {
                $0.innerAlgorithm = AlgorithmPlan(OID.sha256WithRSAEncryption)
                $0.outerAlgorithm = AlgorithmPlan(OID.sha256WithRSAEncryption)
            },
            { $0.subject.relativeNames.append([.init(OID.serialNumber, "42")]) },
            { $0.subject = NamePlan(relativeNames: [[.init(OID.commonName, "a_b@c")]]) },
            // A CA may bear its issuer's name.
            { $0.subject = $0.issuer },
        ]
        for form in forms {
            let certificate = try Certificate(decoding: samples.certificate(form))
            #expect(certificate.kind == .authority)
            _ = try certificate.verify(issuer: authority)
        }
    }

    @Test("Octets after the certificate, a shorter or longer one, and none at all are refused")
    func ends() throws {
        let octets = try SampleObjects().certificate()
        for (changed, code) in [
            (octets + [0], ObjectError.Code.trailingData), (Array(octets.dropLast()), .truncated), ([], .truncated),
            ([0x30, 0x00], .truncated),
        ] {
            expectRefusal(code, of: changed) { () throws(ObjectError) in _ = try Certificate(decoding: changed) }
        }
    }

    @Test("An object above the limit of its size is not looked at")
    func size() throws {
        var limits = DecodingLimits()
        let octets = try SampleObjects().certificate()
        limits.objectSize = octets.count
        _ = try Certificate(decoding: octets, limits: limits)
        limits.objectSize -= 1
        expectRefusal(.size, of: octets) { () throws(ObjectError) in
            _ = try Certificate(decoding: octets, limits: limits)
        }
    }

    private static func rsaKey(
        modulus: [UInt8], exponent: [UInt8] = [1, 0, 1], algorithm: AlgorithmPlan = .rsaEncryption,
        more: [UInt8] = []
    ) -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                $0.sequence {
                    $0.objectIdentifier(algorithm.algorithm)
                    if algorithm.parameters == .null { $0.null() }
                }
                $0.bitString(
                    DERWriter.encode {
                        $0.sequence {
                            $0.primitive(tag: 0x02, modulus)
                            $0.primitive(tag: 0x02, exponent)
                            $0.raw(more)
                        }
                    })
            }
        }
    }
}
