import NumberResources
import Testing

@Suite struct IPAddressBitStringTests {
    static func decode(_ unusedBits: UInt8, _ octets: [UInt8], _ family: AddressFamily) throws(RFC3779Error)
        -> IPAddressBitString
    {
        try IPAddressBitString(octets: octets.span, unusedBits: unusedBits, family: family)
    }

    /// Among them the examples of RFC 3779 section 2.1.1.
    @Test(
        arguments: [
            ("10.5.0.4/32", 0, [10, 5, 0, 4]), ("10.5.0.0/23", 1, [10, 5, 0]), ("0.0.0.0/0", 0, []),
            ("128.0.0.0/1", 7, [0x80]), ("2001:0:2::/47", 1, [0x20, 1, 0, 0, 0, 2]), ("::/0", 0, []),
            ("2001:db8::1/128", 0, [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ] as [(String, UInt8, [UInt8])])
    func prefixesAreTheirBits(text: String, unusedBits: UInt8, octets: [UInt8]) throws {
        let prefix = try #require(IPPrefix(text))
        let bits = IPAddressBitString(prefix)
        #expect(bits.unusedBits == unusedBits)
        #expect(bits.octetCount == octets.count)
        var buffer: [UInt8] = []
        bits.write(octetsInto: &buffer)
        #expect(buffer == octets)
        #expect(try Self.decode(unusedBits, octets, prefix.family) == bits)
        #expect(bits.lowest == prefix.address)
        #expect(bits.highest == prefix.lastAddress)
    }

    @Test(
        arguments: [
            (8, [10], .ipv4, .unusedBitCount(8)), (255, [10], .ipv4, .unusedBitCount(255)),
            (1, [], .ipv4, .unusedBitsOfNothing), (1, [11], .ipv4, .unusedBitSet), (7, [0x40], .ipv6, .unusedBitSet),
            (0, [1, 2, 3, 4, 5], .ipv4, .tooManyBits(40, .ipv4)), (7, [1, 2, 3, 4, 0], .ipv4, .tooManyBits(33, .ipv4)),
            (7, Array(repeating: 0, count: 17), .ipv6, .tooManyBits(129, .ipv6)),
        ] as [(UInt8, [UInt8], AddressFamily, RFC3779Error)])
    func badBitStringsAreRefused(unusedBits: UInt8, octets: [UInt8], family: AddressFamily, error: RFC3779Error) {
        #expect(throws: error) { try Self.decode(unusedBits, octets, family) }
    }

    @Test func aVeryLongBitStringIsRefused() {
        let octets = [UInt8](repeating: 0, count: 100_000)
        #expect(throws: RFC3779Error.tooManyBits(800_000, .ipv6)) { try Self.decode(0, octets, .ipv6) }
    }

    /// RFC 3779 section 2.1.2: the first address without trailing zeros, the last without trailing ones.
    @Test(
        arguments: [
            ("10.5.0.4", 2, [10, 5, 0, 4], 0, [10, 5, 0, 4]), ("0.0.0.0", 0, [], 0, [0, 0, 0, 0]),
            ("255.255.255.255", 0, [255, 255, 255, 255], 0, []), ("10.2.48.0", 4, [10, 2, 0x30], 0, [10, 2, 48, 0]),
            ("0.0.0.255", 0, [0, 0, 0, 255], 0, [0, 0, 0]), ("10.5.0.23", 0, [10, 5, 0, 23], 3, [10, 5, 0, 0x10]),
            ("2001:0:200::", 1, [0x20, 1, 0, 0, 2], 0, [0x20, 1, 0, 0, 2] + Array(repeating: 0, count: 11)),
        ] as [(String, UInt8, [UInt8], UInt8, [UInt8])])
    func endsOfRangesAreAsShortAsCanBe(
        text: String, minimumUnused: UInt8, minimum: [UInt8], maximumUnused: UInt8, maximum: [UInt8]
    ) throws {
        let address = try #require(IPAddress(text))
        let (first, last) = (IPAddressBitString(minimum: address), IPAddressBitString(maximum: address))
        var buffers: ([UInt8], [UInt8]) = ([], [])
        first.write(octetsInto: &buffers.0)
        last.write(octetsInto: &buffers.1)
        #expect(first.unusedBits == minimumUnused)
        #expect(buffers.0 == minimum)
        #expect(last.unusedBits == maximumUnused)
        #expect(buffers.1 == maximum)
        #expect(first.lowest == address)
        #expect(last.highest == address)
        #expect(first.isShortestMinimum)
        #expect(last.isShortestMaximum)
    }

    @Test func longerEndsAreRecognised() throws {
        #expect(try !Self.decode(0, [10, 0], .ipv4).isShortestMinimum)
        #expect(try !Self.decode(0, [10, 1], .ipv4).isShortestMaximum)
        #expect(try Self.decode(0, [10, 1], .ipv4).isShortestMinimum)
    }
}
