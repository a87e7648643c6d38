import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct SampleObjectsTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    @Test("Samples belong together: one issuer, its key, its CRL")
    func together() throws {
        let samples = try SampleObjects(at: Self.now)
        let anchor = try DERTree(samples.trustAnchor().encoded())
        let crl = try DERTree(samples.crl(revoked: [4]).encoded())
        let certificates = try [
            samples.authority(resources: "AS64496"), samples.router(asns: [64496]),
            samples.roa(asn: 64496, ["192.0.2.0/24"]).endEntity,
            samples.aspa(customer: 64496, providers: [64497]).endEntity,
            samples.manifest(["sample.crl": crl.octets]).endEntity,
        ]
        #expect(crl[0, 2].octets == anchor[0, 5].octets)
        for plan in certificates {
            let certificate = try DERTree(plan.encoded())
            #expect(certificate[0, 3].octets == anchor[0, 5].octets)
            #expect(
                samples.issuer.key.isValid(Array(certificate[2].content.dropFirst()), for: certificate[0].octets))
            #expect(plan.extensions[OID.crlDistributionPoints] == .crlDistributionPoints(samples.issuer.crlURI))
        }
    }
}
