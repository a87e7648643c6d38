import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// ROAs: RFC 9582 sections 4 and 5.
@Suite struct RouteOriginAuthorizationTests {
    typealias ROAFault = Fault<SignedObjectPlan>

    private static func edit(_ body: @escaping @Sendable (inout ROAPlan) -> Void)
        -> @Sendable (inout SignedObjectPlan) -> Void
    {
        { plan in
            guard var roa = plan.roa else { return }
            body(&roa)
            plan.roa = roa
        }
    }

    private static func maxLength(_ length: DERInteger, _ family: Int = 0) -> ROAFault {
        Fault("maxLength \(length)", .maxLength, edit { $0.families[family].addresses[0].maxLength = length })
    }

    static let fields: [ROAFault] = [
        Fault("version 0 written out", .contentVersion, edit { $0.version = 0 }),
        Fault("version 1", .contentVersion, edit { $0.version = 1 }),
        Fault("negative AS number", .asIdentifier, edit { $0.asID = -1 }),
        Fault("AS number 2^32", .asIdentifier, edit { $0.asID = 4_294_967_296 }),
        Fault("AS number 2^64", .asIdentifier, edit { $0.asID = .powerOfTwo(64) }),
        Fault("no family", .addressFamily, edit { $0.families = [] }),
        Fault("IPv4 twice", .addressFamily, edit { $0.families[1] = $0.families[0] }),
        Fault("three families", .addressFamily, edit { $0.families.append($0.families[0]) }),
        Fault("AFI 3", .addressFamily, edit { $0.families[0].addressFamily = [0, 3] }),
        Fault("SAFI", .addressFamily, edit { $0.families[0].addressFamily = [0, 1, 1] }),
        Fault("AFI of one octet", .addressFamily, edit { $0.families[0].addressFamily = [1] }),
        Fault("a family without addresses", .prefix, edit { $0.families[0].addresses = [] }),
        Fault(
            "33 bits of IPv4", .prefix,
            edit {
                $0.families[0].addresses[0].address = BitString([192, 0, 2, 0, 0], unusedBits: 7)
            }),
        Fault(
            "129 bits of IPv6", .prefix,
            edit {
                $0.families[1].addresses[0].address = BitString([UInt8](repeating: 0, count: 17), unusedBits: 7)
            }),
        Fault(
            "IPv6 under IPv4", .prefix,
            edit {
                $0.families[0].addresses = [ROAPlan.Address(address: BitString([UInt8](repeating: 0, count: 16)))]
            }),
        Fault(
            "unused bits that are set", .bitString,
            edit {
                $0.families[0].addresses[0].address = BitString([192, 0, 3], unusedBits: 1)
            }),
        Fault(
            "IPv4 mapped into IPv6", .prefix,
            edit {
                $0.families[1].addresses[0].address = BitString(ROAPrefix("::ffff:c000:200/120").prefix)
            }),
        Fault(
            "all of IPv4 mapped into IPv6", .prefix,
            edit {
                $0.families[1].addresses[0].address = BitString(ROAPrefix("::ffff:0:0/96").prefix)
            }),
        Fault("AS numbers in the certificate", .asResources) {
            $0.endEntity.extensions.setResources("AS64496 192.0.2.0/24 2001:db8::/32")
        },
        Fault("inherited addresses", .ipResources) { $0.endEntity.extensions.setResources("ipv4:inherit") },
        Fault("partly inherited addresses", .ipResources) {
            $0.endEntity.extensions.setResources("192.0.2.0/24 ipv6:inherit")
        },
        Fault("a third field of an address", .trailingData) { plan in
            plan.eContent = DERWriter.encode {
                $0.sequence {
                    $0.integer(1)
                    $0.sequence {
                        $0.sequence {
                            $0.octetString([0, 1])
                            $0.sequence {
                                $0.sequence {
                                    $0.bitString([10])
                                    $0.integer(8)
                                    $0.integer(8)
                                }
                            }
                        }
                    }
                }
            }
        },
    ]

    static let lengths = [
        maxLength(23), maxLength(33), maxLength(0), maxLength(-1), maxLength(280), maxLength(.powerOfTwo(32)),
        maxLength(.powerOfTwo(64)), maxLength(.powerOfTwo(63)), maxLength(31, 1), maxLength(129, 1),
    ]

    @Test("One wrong detail", arguments: fields + lengths)
    func fault(_ fault: ROAFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().roa { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try RouteOriginAuthorization(decoding: octets)
        }
    }

    @Test("AS 0, the longest and shortest prefixes, repetitions and any order are allowed")
    func right() throws {
        let octets = try SampleObjects().roa { plan in
            plan.roa = ROAPlan(asn: 0, ["255.255.255.255/32", "0.0.0.0/0-32", "::/0-128", "::fffe:0:0/95"])
            plan.roa?.families[0].addresses.reverse()
            plan.roa?.families[0].addresses += [
                ROAPlan.Address(address: BitString([10])), .init(address: BitString([10]), maxLength: 8),
            ]
            plan.roa?.families.reverse()
            plan.endEntity.extensions.setResources("0.0.0.0/0 ::/0")
        }
        let roa = try RouteOriginAuthorization(decoding: octets)
        #expect(roa.asn == 0)
        #expect(roa.addresses.map(\.maxLength) == [128, 95, 32, 32, 8, 8])
        #expect(roa.addresses.map(\.prefix.length) == [0, 95, 32, 0, 8, 8])
        try roa.checkEmbraced(by: .all)
    }

    @Test(
        "Every prefix is within the certificate's, whatever its maxLength",
        arguments: [
            ("10.0.0.0/8-32", "10.0.0.0/8", true), ("10.0.0.0/8", "10.0.0.0/9", false),
            ("10.0.0.0/8", "10.0.0.0-10.255.255.254", false), ("10.0.0.0/9", "10.0.0.0-10.255.255.254", true),
            ("0.0.0.0/0", "0.0.0.0-255.255.255.254", false), ("2001:db8::/32", "10.0.0.0/8", false),
            ("::/0", "::/1 8000::/1", true), ("10.0.0.0/8", "10.0.0.0/9 10.128.0.0/9", true),
        ] as [(ROAPrefix, Resources, Bool)])
    func embraced(_ prefix: ROAPrefix, _ held: Resources, _ isEmbraced: Bool) throws {
        let octets = try SampleObjects().roa {
            $0.roa = ROAPlan(asn: 1, [prefix])
            $0.endEntity.extensions.setResources(held)
        }
        let roa = try RouteOriginAuthorization(decoding: octets)
        let resources = held.claims.resolved(issuer: ResourceSet())
        let error = refusal { () throws(ObjectError) in try roa.checkEmbraced(by: resources) }
        #expect(error?.code == (isEmbraced ? nil : .notEmbraced))
    }

    @Test("By RFC 8360 the certificate is trimmed, and the ROA must lie within what is left")
    func reconsidered() throws {
        let samples = try SampleObjects()
        let content = ROAPlan(asn: 1, ["10.0.0.0/8"])
        let octets = try samples.object(.roa(content), resources: "10.0.0.0/8 11.0.0.0/9", flavour: .reconsidered)
        let roa = try RouteOriginAuthorization(decoding: octets)
        for (held, code): (Resources, ObjectError.Code?) in [("10.0.0.0/8", nil), ("10.0.0.0/9", .notEmbraced)] {
            let grant = try roa.object.verify(issuer: samples.authority(resources: held))
            #expect(!grant.excess.isEmpty)
            #expect(refusal { () throws(ObjectError) in try roa.checkEmbraced(by: grant.resources) }?.code == code)
        }
    }

    @Test("The number of prefixes is bounded")
    func limit() throws {
        var limits = DecodingLimits()
        limits.prefixes = 2
        let octets = try SampleObjects().roa()
        _ = try RouteOriginAuthorization(decoding: octets, limits: limits)
        limits.prefixes = 1
        expectRefusal(.count, of: octets) { () throws(ObjectError) in
            _ = try RouteOriginAuthorization(decoding: octets, limits: limits)
        }
    }
}
