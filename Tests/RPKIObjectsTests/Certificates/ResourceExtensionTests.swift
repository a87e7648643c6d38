import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// The resource extensions: RFC 3779 in the form of RFC 6487 sections 4.8.10 and 4.8.11.
@Suite struct ResourceExtensionTests {
    private static func bits(_ octets: [UInt8], unused: UInt8 = 0) -> BitString {
        BitString(octets, unusedBits: unused)
    }

    private static func ipv4(_ blocks: AddressBlock...) -> [AddressFamilyBlocks] {
        [AddressFamilyBlocks(addressFamily: [0, 1], blocks: blocks)]
    }

    static let addresses: [(String, [AddressFamilyBlocks])] = [
        ("no family", []), ("a family without addresses", [.init(addressFamily: [0, 1], blocks: [])]),
        ("SAFI", [.init(addressFamily: [0, 1, 1], blocks: nil)]),
        ("AFI 3", [.init(addressFamily: [0, 3], blocks: nil)]),
        ("AFI 0", [.init(addressFamily: [0, 0], blocks: nil)]),
        ("AFI 257", [.init(addressFamily: [1, 1], blocks: nil)]),
        ("AFI of one octet", [.init(addressFamily: [1], blocks: nil)]),
        ("no AFI", [.init(addressFamily: [], blocks: nil)]),
        (
            "IPv6 before IPv4",
            [.init(addressFamily: [0, 2], blocks: nil), .init(addressFamily: [0, 1], blocks: nil)]
        ),
        ("IPv4 twice", [.init(addressFamily: [0, 1], blocks: nil), .init(addressFamily: [0, 1], blocks: nil)]),
        ("33 bits", ipv4(.prefix(bits([10, 0, 0, 0, 0], unused: 7)))),
        (
            "129 bits",
            [.init(addressFamily: [0, 2], blocks: [.prefix(bits([UInt8](repeating: 0, count: 17), unused: 7))])]
        ),
        ("a thousand octets", ipv4(.prefix(bits([UInt8](repeating: 0, count: 1000))))),
        ("out of order", ipv4(.prefix(bits([11])), .prefix(bits([9])))),
        ("doubled", ipv4(.prefix(bits([10])), .prefix(bits([10])))),
        ("overlapping", ipv4(.prefix(bits([10])), .prefix(bits([10, 1])))),
        ("touching", ipv4(.prefix(bits([10])), .prefix(bits([11])))),
        ("something after all addresses", ipv4(.prefix(bits([])), .prefix(bits([10])))),
        ("something after the last address", ipv4(.prefix(bits([255, 255, 255, 255])), .prefix(bits([10])))),
        ("descending range", ipv4(.range(bits([11]), bits([10], unused: 1)))),
        ("range that is a prefix", ipv4(.range(bits([10, 0, 0, 1]), bits([10, 0, 0, 1])))),
        ("range that is 0/0", ipv4(.range(bits([]), bits([])))),
        ("range with zeros at the end of its start", ipv4(.range(bits([10, 1, 0]), bits([11, 2])))),
        ("range with ones at the end of its end", ipv4(.range(bits([10, 1]), bits([11, 1])))),
        ("range of 33 bits", ipv4(.range(bits([10, 0, 0, 1]), bits([11, 0, 0, 0, 0], unused: 7)))),
    ]

    @Test("Addresses in another form than the canonical one are refused", arguments: addresses)
    func badAddresses(_ what: String, _ families: [AddressFamilyBlocks]) throws {
        let octets = try SampleObjects().certificate { $0.extensions[OID.ipAddressBlocks] = .addressBlocks(families) }
        expectRefusal(.ipResources, of: octets, what) { () throws(ObjectError) in _ = try Certificate(decoding: octets)
        }
    }

    @Test(
        "AS numbers in another form than the canonical one are refused",
        arguments: [
            ("none", []), ("out of order", [.id(2), .id(1)]), ("doubled", [.id(1), .id(1)]),
            ("touching", [.id(1), .id(2)]), ("overlapping", [.range(1, 5), .range(3, 9)]),
            ("range of one", [.range(1, 1)]), ("descending range", [.range(2, 1)]),
            ("above 2^32 - 1", [.id(4_294_967_296)]),
            ("negative", [.id(-1)]), ("far above", [.id(.powerOfTwo(100))]),
            ("range above", [.range(1, 4_294_967_296)]),
            ("something after the last", [.range(0, 4_294_967_295), .id(1)]),
        ] as [(String, [ASBlock])])
    func badNumbers(_ what: String, _ blocks: [ASBlock]) throws {
        let octets = try SampleObjects().certificate {
            $0.extensions[OID.autonomousSystems] = .autonomousSystems(blocks)
        }
        expectRefusal(.asResources, of: octets, what) { () throws(ObjectError) in _ = try Certificate(decoding: octets)
        }
    }

    @Test("Routing domain identifiers are refused, alone too")
    func routingDomains() throws {
        let samples = try SampleObjects()
        for value in [
            CertificateExtension.autonomousSystems([.id(1)], routingDomains: [.id(2)]).value,
            hex("30 07 a1 05 30 03 02 01 01"),
        ] {
            let octets = try samples.certificate { $0.extensions[OID.autonomousSystems]?.value = value }
            expectRefusal(.asResources, of: octets) { () throws(ObjectError) in _ = try Certificate(decoding: octets) }
        }
    }

    @Test(
        "What is canonical is read as it was meant",
        arguments: [
            "AS0-AS4294967295 0.0.0.0/0 ::/0", "AS0", "AS4294967295", "0.0.0.0", "255.255.255.255", "::/128",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "10.0.0.1-10.0.0.2", "0.0.0.1-255.255.255.254",
            "::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", "128.0.0.0/1", "10.0.0.0/8 11.0.0.1-11.255.255.255",
            "AS1 AS3-AS5 AS7", "inherit", "asn:inherit 10.0.0.0/8", "ipv6:inherit",
        ] as [Resources])
    func right(_ resources: Resources) throws {
        let octets = try SampleObjects().certificate(resources: resources)
        #expect(try Certificate(decoding: octets).resources == resources.claims)
    }

    @Test("The number of ranges is bounded")
    func limit() throws {
        var limits = DecodingLimits()
        limits.resourceRanges = 10
        let samples = try SampleObjects()
        for (count, code) in [(10, nil), (11, ObjectError.Code.count)] {
            let numbers = Resources(
                ResourceClaims(asns: .set(IntervalSet((0..<UInt32(count)).map { $0 * 2...$0 * 2 }))))
            let addresses = Resources(
                ResourceClaims(ipv4: .set(IntervalSet((0..<UInt32(count)).map { $0 * 2...$0 * 2 }))))
            for resources in [numbers, addresses] {
                let octets = try samples.certificate(resources: resources)
                let error = refusal { () throws(ObjectError) in _ = try Certificate(decoding: octets, limits: limits) }
                #expect(error?.code == code)
            }
        }
    }
}
