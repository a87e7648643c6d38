extension DERWriter {
    package mutating func boolean(_ value: Bool) {
        primitive(tag: 0x01, CollectionOfOne(value ? 0xff : 0x00))
    }

    package mutating func null() {
        primitive(tag: 0x05, EmptyCollection())
    }

    /// An INTEGER in the fewest octets.
    package mutating func integer(_ value: some FixedWidthInteger) {
        primitive(tag: 0x02, DERWriter.integerContents(value))
    }

    /// The non-negative INTEGER with these big-endian octets; leading zeros are of no account, no octets are zero.
    package mutating func integer(unsigned octets: some Collection<UInt8>) {
        primitive(tag: 0x02, DERWriter.integerContents(unsigned: octets))
    }

    /// An OBJECT IDENTIFIER from its content octets.
    package mutating func objectIdentifier(_ contents: [UInt8]) {
        primitive(tag: 0x06, contents)
    }

    /// An OBJECT IDENTIFIER from its arcs in decimal, such as "2.5.29.15".
    ///
    /// - Precondition: two arcs or more, the first 0 to 2, none above 2^64 - 1.
    package mutating func objectIdentifier(_ dotted: String) {
        objectIdentifier(DERWriter.objectIdentifierContents(dotted))
    }

    package mutating func octetString(_ octets: some Collection<UInt8>) {
        primitive(tag: 0x04, octets)
    }

    /// An OCTET STRING that holds what `body` writes, as certificate extensions do.
    package mutating func octetString<Failure: Error>(
        containing body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try constructed(tag: 0x04, body)
    }

    /// A BIT STRING of the bits of `octets` but for the last `unusedBits`, 0 to 7, which are written as they stand.
    package mutating func bitString(_ octets: [UInt8], unusedBits: UInt8 = 0) {
        primitive(tag: 0x03, [unusedBits] + octets)
    }

    /// A BIT STRING of named bits: the bits numbered in `positions` are set, trailing zeros dropped
    /// (X.690 section 11.2.2).
    package mutating func bitString(positions: some Sequence<Int>) {
        var octets: [UInt8] = []
        var highest = -1
        for position in positions {
            let missing = position / 8 + 1 - octets.count
            if missing > 0 { octets.append(contentsOf: repeatElement(0, count: missing)) }
            octets[position / 8] |= 0x80 >> UInt8(position % 8)
            highest = max(highest, position)
        }
        bitString(octets, unusedBits: highest < 0 ? 0 : UInt8(7 - highest % 8))
    }

    package mutating func utf8String(_ text: some StringProtocol) {
        primitive(tag: 0x0c, text.utf8)
    }

    package mutating func printableString(_ text: some StringProtocol) {
        primitive(tag: 0x13, text.utf8)
    }

    package mutating func ia5String(_ text: some StringProtocol) {
        primitive(tag: 0x16, text.utf8)
    }
}

extension DERWriter {
    /// The content octets of an INTEGER: two's complement, big-endian, as few as possible.
    package static func integerContents<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        let width = Value.bitWidth / 8
        var octets = (0..<width).map { UInt8(truncatingIfNeeded: value >> Value(8 * (width - 1 - $0))) }
        if !Value.isSigned { octets.insert(0, at: 0) }
        let significant = octets.indices.dropLast().first {
            !(octets[$0] == 0x00 && octets[$0 + 1] < 0x80) && !(octets[$0] == 0xff && octets[$0 + 1] >= 0x80)
        }
        octets.removeFirst(significant ?? octets.count - 1)
        return octets
    }

    /// The content octets of the non-negative INTEGER with these big-endian octets.
    package static func integerContents(unsigned octets: some Collection<UInt8>) -> [UInt8] {
        let significant = octets.drop { $0 == 0 }
        return (significant.first.map { $0 >= 0x80 } ?? true ? [0] : []) + significant
    }

    /// The content octets of an OBJECT IDENTIFIER.
    ///
    /// - Precondition: two arcs or more, the first 0 to 2, none above 2^64 - 1.
    package static func objectIdentifierContents(_ dotted: String) -> [UInt8] {
        let arcs = dotted.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt64($0) }
        precondition(
            arcs.count >= 2 && arcs[0] <= 2 && arcs.count == dotted.count { $0 == "." } + 1,
            "not an object identifier: \(dotted)")
        return ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap(base128)
    }

    private static func base128(_ arc: UInt64) -> [UInt8] {
        var octets = [UInt8(arc & 0x7f)]
        var rest = arc >> 7
        while rest > 0 {
            octets.append(0x80 | UInt8(rest & 0x7f))
            rest >>= 7
        }
        return octets.reversed()
    }
}
