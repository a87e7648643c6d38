import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Signed prefix lists: draft-ietf-sidrops-rpki-prefixlist sections 3 and 4.
@Suite struct SignedPrefixListTests {
    typealias ListFault = Fault<SignedObjectPlan>

    private static func edit(_ body: @escaping @Sendable (inout PrefixListPlan) -> Void)
        -> @Sendable (inout SignedObjectPlan) -> Void
    {
        { plan in
            guard var list = plan.prefixList else { return }
            body(&list)
            plan.prefixList = list
        }
    }

    static let faults: [ListFault] = [
        Fault("version 0 written out", .contentVersion, edit { $0.version = 0 }),
        Fault("AS number 2^32", .asIdentifier, edit { $0.asID = 4_294_967_296 }),
        Fault("AFI 3", .addressFamily, edit { $0.families[0].addressFamily = [0, 3] }),
        Fault("SAFI", .addressFamily, edit { $0.families[0].addressFamily = [0, 1, 1] }),
        Fault("IPv6 first", .addressFamily, edit { $0.families.reverse() }),
        Fault("IPv4 twice", .addressFamily, edit { $0.families[1] = $0.families[0] }),
        Fault("a family without prefixes", .addressFamily, edit { $0.families[0].prefixes = [] }),
        Fault("33 bits", .prefix, edit { $0.families[0].prefixes = [BitString([1, 2, 3, 4, 0], unusedBits: 7)] }),
        Fault("a prefix twice", .prefix, edit { $0.families[0].prefixes += $0.families[0].prefixes }),
        Fault(
            "a longer prefix first", .prefix,
            edit {
                $0.families[0].prefixes = [BitString([10, 0]), BitString([10])]
            }),
        Fault("addresses in the certificate", .ipResources) {
            $0.endEntity.extensions.setResources("AS64496 10.0.0.0/8")
        },
        Fault("inherited AS numbers", .asResources) { $0.endEntity.extensions.setResources("asn:inherit") },
    ]

    @Test("One wrong detail", arguments: faults)
    func fault(_ fault: ListFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().prefixList { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try SignedPrefixList(decoding: octets)
        }
    }

    @Test("Prefixes ascend, more specific ones after what covers them; there may be none")
    func right() throws {
        let samples = try SampleObjects()
        let prefixes = ["10.0.0.0/8", "10.0.0.0/16", "11.0.0.0/8", "::/0", "::/128"].map {
            ROAPrefix(stringLiteral: $0).prefix
        }
        for wanted in [prefixes, []] {
            let octets = try samples.prefixList { $0.prefixList = PrefixListPlan(asn: 64496, wanted) }
            let list = try SignedPrefixList(decoding: octets)
            #expect(list.prefixes == wanted)
            try list.checkEmbraced(by: list.object.verify(issuer: samples.authority()).resources)
            let other = Resources("AS1").claims.resolved(issuer: ResourceSet())
            #expect(refusal { () throws(ObjectError) in try list.checkEmbraced(by: other) }?.code == .notEmbraced)
        }
    }

    @Test("The number of prefixes is bounded")
    func limit() throws {
        var limits = DecodingLimits()
        limits.prefixes = 1
        let octets = try SampleObjects().prefixList()
        expectRefusal(.count, of: octets) { () throws(ObjectError) in
            _ = try SignedPrefixList(decoding: octets, limits: limits)
        }
    }
}
