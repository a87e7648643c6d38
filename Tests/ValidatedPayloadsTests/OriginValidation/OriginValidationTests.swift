import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

@Suite("OriginValidation")
struct OriginValidationTests {
    static let vrps = [
        vrp("10.0.0.0/8-16 64496"), vrp("10.0.0.0/8-24 64497"), vrp("10.1.0.0/16 64498"), vrp("192.0.2.0/24 0"),
        vrp("2001:db8::/32-48 64496"),
    ]

    @Test(
        "The state follows RFC 6811",
        arguments: [
            ("10.0.0.0/8", 64496, .valid), ("10.2.0.0/16", 64496, .valid), ("10.2.0.0/17", 64496, .invalid),
            ("10.2.3.0/24", 64497, .valid), ("10.1.0.0/16", 64498, .valid), ("10.1.0.0/17", 64498, .invalid),
            ("10.0.0.0/8", 1, .invalid), ("11.0.0.0/8", 64496, .notFound), ("0.0.0.0/0", 64496, .notFound),
            ("192.0.2.0/24", 0, .invalid), ("192.0.2.0/24", 64496, .invalid), ("2001:db8:1::/48", 64496, .valid),
            ("2001:db8:1::/49", 64496, .invalid), ("2001:db9::/32", 64496, .notFound),
        ] as [(String, UInt32, RouteOriginState)])
    func state(text: String, origin: UInt32, expected: RouteOriginState) {
        let validation = OriginValidation(Self.vrps)
        #expect(validation.state(of: prefix(text), origin: ASN(origin)) == expected)
        #expect(validation.validity(of: prefix(text), origin: ASN(origin)).state == expected)
    }

    @Test("A route that ends in an AS_SET is never valid")
    func noOrigin() {
        let validation = OriginValidation(Self.vrps)
        #expect(validation.state(of: prefix("10.0.0.0/8"), origin: nil) == .invalid)
        #expect(validation.state(of: prefix("11.0.0.0/8"), origin: nil) == .notFound)
        #expect(validation.validity(of: prefix("10.0.0.0/8"), origin: nil).unmatchedAS.count == 2)
    }

    @Test("Covering VRPs are distinguished by why they do not match")
    func split() {
        let validity = OriginValidation(Self.vrps).validity(of: prefix("10.1.2.0/24"), origin: 64497)
        #expect(validity.matched == [vrp("10.0.0.0/8-24 64497")])
        #expect(validity.unmatchedAS == [vrp("10.1.0.0/16 64498"), vrp("10.0.0.0/8-16 64496")])
        #expect(validity.unmatchedLength == [])
        let other = OriginValidation(Self.vrps).validity(of: prefix("10.1.2.0/24"), origin: 64498)
        #expect(other.unmatchedLength == [vrp("10.1.0.0/16 64498")])
        #expect(other.state == .invalid)
    }

    @Test("AS 0 matches nothing, not even itself")
    func as0() {
        let validity = OriginValidation(Self.vrps).validity(of: prefix("192.0.2.0/24"), origin: 0)
        #expect(validity.matched.isEmpty)
        #expect(validity.unmatchedAS == [vrp("192.0.2.0/24 0")])
    }

    @Test("No VRPs, no verdict")
    func empty() {
        #expect(OriginValidation([]).state(of: prefix("10.0.0.0/8"), origin: 1) == .notFound)
    }

    @Test("It agrees with a plain search through all VRPs", arguments: [11, 12] as [UInt64])
    func against(seed: UInt64) {
        var generator = SeededGenerator(seed)
        func random(_ lengths: ClosedRange<Int>) -> IPPrefix {
            let bits = UInt128(UInt64.random(in: 0...0xff, using: &generator)) << 120
            let family: AddressFamily = Bool.random(using: &generator) ? .ipv4 : .ipv6
            return IPPrefix(
                truncating: IPAddress(leftAligned: bits, family: family),
                length: Int.random(in: lengths, using: &generator))
        }
        let vrps = (0..<400).map { _ in
            VRP(
                prefix: random(2...8), maxLength: UInt8.random(in: 8...12, using: &generator),
                asn: ASN(UInt32.random(in: 0...5, using: &generator)))
        }
        let validation = OriginValidation(vrps)
        for _ in 0..<2_000 {
            let route = random(0...14)
            let origin = ASN(UInt32.random(in: 0...6, using: &generator))
            let covering = vrps.filter { $0.prefix.covers(route) }
            let matches = covering.contains { $0.asn == origin && origin != 0 && $0.maxLength >= route.length }
            let expected: RouteOriginState = covering.isEmpty ? .notFound : matches ? .valid : .invalid
            #expect(validation.state(of: route, origin: origin) == expected)
            let validity = validation.validity(of: route, origin: origin)
            #expect(
                validity.matched.count + validity.unmatchedAS.count + validity.unmatchedLength.count == covering.count)
        }
    }
}
