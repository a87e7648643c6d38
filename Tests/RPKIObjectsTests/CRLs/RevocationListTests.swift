import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// CRLs: RFC 6487 section 5, RFC 9829 section 3.1.
@Suite struct RevocationListTests {
    static let faults: [Fault<CRLPlan>] = [
        Fault("no version", .version) { $0.version = nil }, Fault("version 1", .version) { $0.version = 0 },
        Fault("version 3", .version) { $0.version = 2 },
        Fault("SHA-1 inside", .signatureAlgorithm) { $0.innerAlgorithm = .sha1WithRSAEncryption },
        Fault("SHA-1 outside", .signatureAlgorithm) { $0.outerAlgorithm = .sha1WithRSAEncryption },
        Fault("parameters outside only", .signatureAlgorithm) {
            $0.innerAlgorithm = AlgorithmPlan(OID.sha256WithRSAEncryption)
        },
        Fault("an issuer in UTF8String that PrintableString cannot hold", .issuerName) {
            $0.issuer = NamePlan(relativeNames: [[.init(OID.commonName, "anchor@", tag: 0x0c)]])
        },
        Fault("thisUpdate as GeneralizedTime", .timeType) { $0.thisUpdate = .generalized(SampleObjects.now) },
        Fault("nextUpdate as GeneralizedTime", .timeType) { $0.nextUpdate = .generalized(SampleObjects.now) },
        Fault("no nextUpdate", .crlTimes) { $0.nextUpdate = nil },
        Fault("nextUpdate before thisUpdate", .crlTimes) { $0.nextUpdate = .utc(text: "200101000000Z") },
        Fault("no extensions", .crlExtension) { $0.extensions = [] },
        Fault("no AKI", .authorityKeyIdentifier) { $0.extensions[OID.authorityKeyIdentifier] = nil },
        Fault("two AKIs", .duplicateExtension) { $0.extensions.append($0.extensions[0]) },
        Fault("critical AKI", .crlExtension) { $0.extensions[OID.authorityKeyIdentifier]?.critical = true },
        Fault("AKI with issuer", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier(
                [UInt8](repeating: 1, count: 20), issuer: "a", serialNumber: 1)
        },
        Fault("no number", .crlNumber) { $0.extensions[OID.crlNumber] = nil },
        Fault("two numbers", .duplicateExtension) { $0.extensions.append(.crlNumber(2)) },
        Fault("negative number", .crlNumber) { $0.extensions[OID.crlNumber] = .crlNumber(-1) },
        Fault("number 2^159", .crlNumber) { $0.extensions[OID.crlNumber] = .crlNumber(.powerOfTwo(159)) },
        Fault("critical number", .crlExtension) { $0.extensions[OID.crlNumber]?.critical = true },
        Fault("octets after the number", .trailingData) { $0.extensions[OID.crlNumber]?.value += [5, 0] },
        Fault("delta CRL", .crlExtension) {
            $0.extensions.append(CertificateExtension("2.5.29.27", critical: true, value: [2, 1, 1]))
        },
        Fault("issuing distribution point", .crlExtension) {
            $0.extensions.append(CertificateExtension("2.5.29.28", value: [0x30, 0]))
        },
        Fault("an entry's extension", .crlEntry) { $0.revoked[1].extensions = [.crlReason(1)] },
        Fault("an entry's serial number 0", .crlEntry) { $0.revoked[0].serialNumber = 0 },
        Fault("an entry's negative serial number", .crlEntry) { $0.revoked[0].serialNumber = -5 },
        Fault("an entry's serial number 2^159", .crlEntry) { $0.revoked[0].serialNumber = .powerOfTwo(159) },
        Fault("an entry's date as GeneralizedTime", .timeType) {
            $0.revoked[0].revocationDate = .generalized(SampleObjects.now)
        },
    ]

    @Test("One wrong detail", arguments: faults)
    func fault(_ fault: Fault<CRLPlan>) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().revocationList { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try RevocationList(decoding: octets) }
    }

    static let issuerFaults: [Fault<CRLPlan>] = [
        Fault("another issuer", .issuerMismatch) { $0.issuer = "other" },
        Fault("another key", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier([UInt8](repeating: 1, count: 20))
        },
        Fault("corrupted signature", .signature) { $0.signature = .corrupted },
        Fault("empty signature", .signature) { $0.signature = .octets([]) },
        Fault("signature by another key", .signature) { $0.signature = .by(try SampleObjects.pool.key(5)) },
    ]

    @Test("A list that the CA did not issue is refused", arguments: issuerFaults)
    func issuer(_ fault: Fault<CRLPlan>) throws {
        let samples = try SampleObjects()
        var failure: (any Error)?
        let octets = try samples.revocationList { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        let list = try RevocationList(decoding: octets)
        let authority = try samples.authority()
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in try list.verify(issuer: authority) }
    }

    @Test("A serial number is revoked when, and only when, the list has it")
    func revocation() throws {
        let samples = try SampleObjects()
        let largest = DERInteger.octets([0x7f] + [UInt8](repeating: 0xff, count: 19))
        let octets = try samples.revocationList {
            $0.revoked += [
                CRLPlan.Entry(largest, at: .x509(SampleObjects.now)), CRLPlan.Entry(3, at: .x509(SampleObjects.now)),
            ]
        }
        let list = try RevocationList(decoding: octets)
        try list.verify(issuer: samples.authority())
        for number: UInt64 in 0..<10 { #expect(list.revokes(SerialNumber(number)) == (1...3).contains(number)) }
        #expect(list.revokes(try #require(SerialNumber(octets: largest.contents))))
        #expect(list.number == SerialNumber(1))
    }

    @Test("Nothing revoked is written as no list or, by some CAs, as an empty one")
    func empty() throws {
        for isWritten in [false, true] {
            let octets = try SampleObjects().revocationList {
                $0.revoked = []
                $0.writesEmptyRevoked = isWritten
            }
            #expect(try RevocationList(decoding: octets).revoked.isEmpty)
        }
    }

    @Test("A list is current from its thisUpdate to its nextUpdate")
    func currency() throws {
        let list = try RevocationList(decoding: SampleObjects().revocationList())
        for (date, code) in [
            (list.thisUpdate.addingTimeInterval(-1), ObjectError.Code.notYetValid), (list.thisUpdate, nil),
            (list.nextUpdate, nil), (list.nextUpdate.addingTimeInterval(1), .stale),
        ] {
            #expect(refusal { () throws(ObjectError) in try list.checkCurrent(at: date) }?.code == code)
        }
    }

    @Test("The number of entries is bounded")
    func limit() throws {
        var limits = DecodingLimits()
        limits.revocations = 3
        let octets = try SampleObjects().revocationList()
        #expect(try RevocationList(decoding: octets, limits: limits).revoked.count == 3)
        limits.revocations = 2
        expectRefusal(.count, of: octets) { () throws(ObjectError) in
            _ = try RevocationList(decoding: octets, limits: limits)
        }
    }
}
