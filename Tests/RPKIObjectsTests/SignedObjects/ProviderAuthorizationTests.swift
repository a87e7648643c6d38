import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// ASPAs: draft-ietf-sidrops-aspa-profile sections 3 and 4.
@Suite struct ProviderAuthorizationTests {
    typealias ASPAFault = Fault<SignedObjectPlan>

    private static func edit(_ body: @escaping @Sendable (inout ASPAPlan) -> Void)
        -> @Sendable (inout SignedObjectPlan) -> Void
    {
        { plan in
            guard var aspa = plan.aspa else { return }
            body(&aspa)
            plan.aspa = aspa
        }
    }

    static let faults: [ASPAFault] = [
        Fault("no version", .contentVersion, edit { $0.version = nil }),
        Fault("version 0", .contentVersion, edit { $0.version = 0 }),
        Fault("version 2", .contentVersion, edit { $0.version = 2 }),
        Fault("negative version", .contentVersion, edit { $0.version = -1 }),
        Fault("huge version", .contentVersion, edit { $0.version = .powerOfTwo(64) }),
        Fault("version under an implicit tag", .contentVersion) {
            $0.eContent = hex("30 0c 80 01 01 02 01 01 30 04 02 02 00 ff")
        },
        Fault("customer 0", .asIdentifier, edit { $0.customer = 0 }),
        Fault("negative customer", .asIdentifier, edit { $0.customer = -1 }),
        Fault("customer 2^32", .asIdentifier, edit { $0.customer = 4_294_967_296 }),
        Fault("no provider", .providers, edit { $0.providers = [] }),
        Fault("negative provider", .providers, edit { $0.providers = [-1] }),
        Fault("provider 2^32", .providers, edit { $0.providers = [4_294_967_296] }),
        Fault("the customer among its providers", .providers, edit { $0.providers = [64495, 64496, 64497] }),
        Fault("a provider twice", .providers, edit { $0.providers = [1, 1] }),
        Fault("providers out of order", .providers, edit { $0.providers = [2, 1] }),
        Fault("AS 0 beside others", .providers, edit { $0.providers = [0, 1] }),
        Fault("a provider with an address family, as before version 1", .providers) {
            $0.eContent = hex("30 0f a0 03 02 01 01 02 01 01 30 05 30 03 02 01 02")
        },
        Fault("octets after the providers", .trailingData) {
            $0.eContent = hex("30 0f a0 03 02 01 01 02 01 01 30 03 02 01 02 05 00")
        },
        Fault("addresses in the certificate", .ipResources) {
            $0.endEntity.extensions.setResources("AS64496 10.0.0.0/8")
        },
        Fault("inherited AS numbers", .asResources) { $0.endEntity.extensions.setResources("asn:inherit") },
        Fault("a range of AS numbers", .asResources) {
            $0.endEntity.extensions.setResources("AS64496-AS64497")
        },
        Fault("two AS numbers", .asResources) { $0.endEntity.extensions.setResources("AS64496 AS64500") },
        Fault("no SIA", .subjectInformationAccess) { $0.endEntity.extensions[OID.subjectInformationAccess] = nil },
    ]

    @Test("One wrong detail", arguments: faults)
    func fault(_ fault: ASPAFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().aspa { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try ProviderAuthorization(decoding: octets)
        }
    }

    @Test(
        "Customers from 1 and providers from 0 to 2^32 - 1",
        arguments: [(1, [0]), (4_294_967_295, [1]), (1, [2, 4_294_967_295]), (2, [1, 3])] as [(ASN, [ASN])])
    func right(_ customer: ASN, _ providers: [ASN]) throws {
        let samples = try SampleObjects()
        let resources = Resources(
            ResourceClaims(asns: .set(IntervalSet([customer.rawValue...customer.rawValue]))))
        let octets = try samples.object(
            .aspa(ASPAPlan(customer: customer, providers: providers)), resources: resources)
        let aspa = try ProviderAuthorization(decoding: octets)
        #expect(aspa.customer == customer)
        #expect(aspa.providers == providers)
        try aspa.checkEmbraced(by: aspa.object.verify(issuer: samples.authority()).resources)
    }

    @Test("The customer is the certificate's AS number")
    func embraced() throws {
        let octets = try SampleObjects().aspa { $0.endEntity.extensions.setResources("AS1") }
        let aspa = try ProviderAuthorization(decoding: octets)
        let held = aspa.object.certificate.resources.resolved(issuer: ResourceSet())
        #expect(refusal { () throws(ObjectError) in try aspa.checkEmbraced(by: held) }?.code == .notEmbraced)
    }

    @Test("At most as many providers as the limit says, which is 10,000 unless changed")
    func limit() throws {
        let samples = try SampleObjects()
        for (count, code) in [(10_000, nil), (10_001, ObjectError.Code.count)] {
            let octets = try samples.aspa(Self.edit { $0.providers = (1...count).map { DERInteger($0) } })
            let error = refusal { () throws(ObjectError) in _ = try ProviderAuthorization(decoding: octets) }
            #expect(error?.code == code)
        }
    }
}
