import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Certificates against their issuers: RFC 6487 section 7.2, RFC 8360 section 4.2.4.4.
@Suite struct VerificationTests {
    private let samples: SampleObjects
    private let authority: Certificate.Authority

    init() throws {
        samples = try SampleObjects()
        authority = try samples.authority()
    }

    static let faults: [Fault<CertificatePlan>] = [
        Fault("another issuer's name", .issuerMismatch) { $0.issuer = "other" },
        Fault("the issuer's name in capitals", .issuerMismatch) { $0.issuer = "ANCHOR" },
        Fault("another key of the issuer", .authorityKeyIdentifier) {
            $0.extensions[OID.authorityKeyIdentifier] = .authorityKeyIdentifier([UInt8](repeating: 1, count: 20))
        },
        Fault("SKI that is not the key's hash", .subjectKeyIdentifier) {
            $0.extensions[OID.subjectKeyIdentifier] = .subjectKeyIdentifier([UInt8](repeating: 1, count: 20))
        },
        Fault("corrupted signature", .signature) { $0.signature = .corrupted },
        Fault("signature of something else", .signature) { $0.signature = .ofOther([1]) },
        Fault("signature by another key", .signature) { $0.signature = .by(try SampleObjects.pool.key(5)) },
        Fault("empty signature", .signature) { $0.signature = .octets([]) },
        Fault("short signature", .signature) { $0.signature = .octets([UInt8](repeating: 1, count: 255)) },
        Fault("long signature", .signature) { $0.signature = .octets([UInt8](repeating: 1, count: 4096)) },
        Fault("changed after signing", .signature) { plan in
            plan.mutate = { octets in
                if let place = octets.firstRange(of: Array("isp".utf8)) { octets[place.lowerBound] = 0x49 }
            }
        },
        Fault("the issuer's own key", .authorityKeyIdentifier) {
            let key = try SampleObjects.pool.key(0)
            $0.subjectPublicKeyInfo = key.subjectPublicKeyInfo
            $0.extensions[OID.subjectKeyIdentifier] = .subjectKeyIdentifier(key.keyIdentifier)
        },
    ]

    @Test("A certificate that its issuer did not issue is refused", arguments: faults)
    func fault(_ fault: Fault<CertificatePlan>) throws {
        var failure: (any Error)?
        let octets = try samples.certificate { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        let certificate = try Certificate(decoding: octets)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try certificate.verify(issuer: authority)
        }
    }

    @Test("The validity includes both of its ends")
    func validity() throws {
        let certificate = try Certificate(decoding: samples.certificate())
        let (start, end) = (SampleObjects.validity.lowerBound, SampleObjects.validity.upperBound)
        for (date, code) in [
            (start.addingTimeInterval(-1), ObjectError.Code.notYetValid), (start, nil), (end, nil),
            (end.addingTimeInterval(1), .expired),
        ] {
            #expect(refusal { () throws(ObjectError) in try certificate.checkValidity(at: date) }?.code == code)
        }
    }

    @Test(
        "What the issuer does not hold is refused by RFC 6487 and trimmed by RFC 8360",
        arguments: [
            ("AS1 10.0.0.0/8", "AS1 10.0.0.0/8", nil), ("AS1-AS10", "AS1", "AS2-AS10"),
            ("10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9"), ("10.0.0.0/8", "11.0.0.0/8", "10.0.0.0/8"),
            ("10.0.0.0/8", "10.0.0.0-10.255.255.254", "10.255.255.255"),
            ("2001:db8::/32", "10.0.0.0/8", "2001:db8::/32"),
            ("10.0.0.0/8 2001:db8::/32", "10.0.0.0/8 2001:db8::/33", "2001:db8:8000::/33"), ("inherit", "AS1", nil),
            ("asn:inherit 10.0.0.0/8", "AS1 10.1.0.0/16", "10.0.0.0/16 10.2.0.0-10.255.255.255"),
        ] as [(Resources, Resources, Resources?)])
    func excess(_ claimed: Resources, _ held: Resources, _ excess: Resources?) throws {
        let authority = try samples.authority(resources: held)
        let strict = try Certificate(decoding: samples.certificate(resources: claimed))
        let error = refusal { () throws(ObjectError) in _ = try strict.verify(issuer: authority) }
        #expect(error?.code == (excess == nil ? nil : .overclaim))

        let reconsidered = try Certificate(decoding: samples.certificate(resources: claimed, flavour: .reconsidered))
        #expect(reconsidered.policy == .reconsidered)
        let grant = try reconsidered.verify(issuer: authority)
        let wanted = claimed.claims.resolved(issuer: authority.resources)
        let expected = excess?.claims.resolved(issuer: ResourceSet()) ?? ResourceSet()
        #expect(grant.excess == expected)
        #expect(grant.resources == wanted.subtracting(expected))
    }

    @Test("Inheritance gives what the issuer holds, of the kinds that are named")
    func inheritance() throws {
        let authority = try samples.authority(resources: "AS1 10.0.0.0/8 2001:db8::/32")
        let child = try Certificate(decoding: samples.certificate(resources: "asn:inherit ipv6:inherit"))
        let grant = try child.verify(issuer: authority)
        #expect(grant.resources == Resources("AS1 2001:db8::/32").claims.resolved(issuer: ResourceSet()))
    }
}

/// Certificates of trust anchors: RFC 8630 section 2.3.
@Suite struct TrustAnchorCertificateTests {
    static let faults: [Fault<CertificatePlan>] = [
        Fault("a CRL", .crlDistributionPoints) { $0.extensions.append(.crlDistributionPoints("rsync://a/b/c.crl")) },
        Fault("an issuer's certificate", .authorityInformationAccess) {
            $0.extensions.append(.authorityInformationAccess(AccessDescription(OID.caIssuers, "rsync://a/b/c.cer")))
        },
        Fault("another key's AKI", .authorityKeyIdentifier) {
            $0.extensions.append(.authorityKeyIdentifier([UInt8](repeating: 1, count: 20)))
        },
        Fault("inherited addresses", .ipResources) { $0.extensions.setResources("AS1 ipv4:inherit") },
        Fault("inherited AS numbers", .asResources) { $0.extensions.setResources("asn:inherit") },
        Fault("no resources", .noResources) { $0.extensions.setResources(.none) },
        Fault("another issuer, with its own AKI", .issuerMismatch) {
            $0.issuer = "other"
            $0.extensions.append(.authorityKeyIdentifier(try SampleObjects.pool.key(0).keyIdentifier))
        },
        Fault("another issuer, without AKI", .authorityKeyIdentifier) { $0.issuer = "other" },
        Fault("signed by another key", .signature) { $0.signature = .by(try SampleObjects.pool.key(5)) },
        Fault("SKI that is not the key's hash", .subjectKeyIdentifier) {
            $0.extensions[OID.subjectKeyIdentifier] = .subjectKeyIdentifier([UInt8](repeating: 1, count: 20))
        },
    ]

    @Test("One wrong detail", arguments: faults)
    func fault(_ fault: Fault<CertificatePlan>) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().trustAnchor { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try Certificate(decoding: octets).verifyAsTrustAnchor()
        }
    }

    @Test("The authority key identifier may be its own key's")
    func ownKey() throws {
        let samples = try SampleObjects()
        let octets = try samples.trustAnchor {
            $0.extensions.append(.authorityKeyIdentifier(samples.authorityKey.keyIdentifier))
        }
        let authority = try Certificate(decoding: octets).verifyAsTrustAnchor()
        #expect(authority.resources == .all)
        #expect(authority.certificate.isSelfIssued)
    }

    @Test("A certificate of another CA, and one that is none of a CA, is no trust anchor's")
    func others() throws {
        let samples = try SampleObjects()
        let subordinate = try Certificate(decoding: samples.certificate())
        let router = try Certificate(decoding: samples.router())
        #expect(
            refusal { () throws(ObjectError) in _ = try subordinate.verifyAsTrustAnchor() }?.code == .issuerMismatch)
        #expect(refusal { () throws(ObjectError) in _ = try router.verifyAsTrustAnchor() }?.code == .basicConstraints)
    }
}
