import NumberResources
import TestSupport
import Testing

@Suite struct CanonicalFormTests {
    static func element(_ text: String) throws -> IPAddressOrRange {
        if let prefix = IPPrefix(text) { return .prefix(prefix) }
        return .range(try #require(IPRange(text)))
    }

    @Test(
        arguments: [
            (["10.0.0.0/8", "9.0.0.0/8"], .outOfOrder(.addresses)),
            (["10.0.0.0/8", "10.0.0.0/8"], .overlap(.addresses)),
            (["10.0.0.0/8", "10.0.0.0/16"], .overlap(.addresses)),
            (["10.0.0.0/16", "10.0.0.0/8"], .overlap(.addresses)),
            (["10.0.0.0/8", "10.255.0.0-11.0.0.1"], .overlap(.addresses)),
            (["10.0.0.0/8", "11.0.0.0/8"], .adjacent(.addresses)),
            (["10.0.0.1-10.0.0.4", "10.0.0.5-10.0.0.8"], .adjacent(.addresses)),
            (["128.0.0.0/1", "0.0.0.0/1"], .outOfOrder(.addresses)),
            (["0.0.0.0/0", "255.255.255.255/32"], .overlap(.addresses)),
        ] as [([String], RFC3779Error)])
    func elementsAscendWithGaps(elements: [String], error: RFC3779Error) throws {
        var set = IntervalSet<UInt32>()
        for text in elements.dropLast() { try set.append(Self.element(text)) }
        let before = set
        let last = try Self.element(elements[elements.count - 1])
        #expect(throws: error) { try set.append(last) }
        #expect(set == before)
        #expect(error.rule == "RFC 3779 section 2.2.3.6")
    }

    @Test func aCanonicalListIsItsSet() throws {
        var set = IntervalSet<UInt128>()
        for text in ["::/128", "2001:db8::/32", "2001:dba::-2001:dbc::", "8000::/1"] {
            try set.append(Self.element(text))
        }
        #expect(set.ranges.count == 4)
        #expect(set.ranges.last?.upperBound == .max)
        #expect(throws: RFC3779Error.outOfOrder(.addresses)) { try set.append(Self.element("::/0")) }
    }

    @Test func asNumbersAscendWithGaps() throws {
        var set = IntervalSet<UInt32>()
        try set.append(id: 0)
        try set.append(minimumASN: 10, maximumASN: 20)
        #expect(throws: RFC3779Error.outOfOrder(.asns)) { try set.append(id: 9) }
        #expect(throws: RFC3779Error.overlap(.asns)) { try set.append(id: 20) }
        #expect(throws: RFC3779Error.adjacent(.asns)) { try set.append(id: 21) }
        #expect(throws: RFC3779Error.inverted(.asns)) { try set.append(minimumASN: 31, maximumASN: 30) }
        #expect(throws: RFC3779Error.rangeIsNumber(30)) { try set.append(minimumASN: 30, maximumASN: 30) }
        try set.append(minimumASN: 22, maximumASN: .max)
        #expect(throws: RFC3779Error.overlap(.asns)) { try set.append(id: .max) }
        #expect(set.ranges == [0...0, 10...20, 22 ... .max])
    }

    @Test func aRangeThatIsAPrefixIsRefused() throws {
        let minimum = IPAddressBitString(minimum: IPAddress(ipv4: 0x0a00_0000))
        let maximum = IPAddressBitString(maximum: IPAddress(ipv4: 0x0aff_ffff))
        let prefix = try #require(IPPrefix("10.0.0.0/8"))
        #expect(throws: RFC3779Error.rangeIsPrefix(prefix)) {
            try IPAddressOrRange(minimum: minimum, maximum: maximum)
        }
    }

    @Test func rangesRunForwardWithinOneFamily() {
        let low = IPAddress(ipv4: 5)
        let high = IPAddress(ipv4: 9)
        #expect(throws: RFC3779Error.inverted(.addresses)) {
            try IPAddressOrRange(minimum: .init(minimum: high), maximum: .init(maximum: low))
        }
        #expect(throws: RFC3779Error.mixedFamilies) {
            try IPAddressOrRange(minimum: .init(minimum: low), maximum: .init(maximum: IPAddress(ipv6: 9)))
        }
    }

    @Test func encodedSetsAreDecodedToThemselves() throws {
        var generator = SeededGenerator(8)
        for _ in 0..<500 {
            let set = IntervalSet<UInt128>((0..<8).map { _ in generator.range() })
            var decoded = IntervalSet<UInt128>()
            for element in set.addressesOrRanges(.ipv6) {
                switch element {
                case .prefix(let prefix):
                    try decoded.append(.prefix(Self.roundTrip(IPAddressBitString(prefix)).prefix))
                case .range(let range):
                    let minimum = try Self.roundTrip(IPAddressBitString(minimum: range.first))
                    let maximum = try Self.roundTrip(IPAddressBitString(maximum: range.last))
                    #expect(try IPAddressOrRange(minimum: minimum, maximum: maximum) == element)
                    try decoded.append(element)
                }
            }
            #expect(decoded == set)
        }
    }

    static func roundTrip(_ bits: IPAddressBitString) throws -> IPAddressBitString {
        var octets: [UInt8] = []
        bits.write(octetsInto: &octets)
        return try IPAddressBitString(octets: octets.span, unusedBits: bits.unusedBits, family: bits.prefix.family)
    }
}
