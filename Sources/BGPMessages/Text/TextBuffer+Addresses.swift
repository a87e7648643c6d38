internal import NumberResources

extension TextBuffer {
    /// Writes an address as `bgpdump` does; there must be room for 45 octets.
    @inline(__always)
    mutating func put(_ address: IPAddress) {
        if address.family == .ipv4 {
            put(ipv4: address.ipv4Value)
        } else {
            put(ipv6: address.leftAlignedBits)
        }
    }

    /// Writes an IPv6 address as `bgpdump` does: a run of zeros is shortened even if it is one group only, and six leading
    /// groups of zeros are followed by a dotted quad, which RFC 5952 does not do. There must be room for 45 octets.
    mutating func put(ipv6 bits: UInt128) {
        let high = UInt64(truncatingIfNeeded: bits >> 64)
        let low = UInt64(truncatingIfNeeded: bits)
        var longest = 0..<0
        var start = 0
        for index in 0..<8 {
            let group = TextBuffer.group(high, low, index)
            if group != 0 {
                start = index &+ 1
            } else if index &+ 1 &- start > longest.count {
                longest = start..<index &+ 1
            }
        }
        let isMapped = longest == 0..<5 && low >> 32 == 0xffff
        let hasQuad = isMapped || longest == 0..<6
        var index = 0
        while index < (hasQuad ? 6 : 8) {
            if index == longest.lowerBound, !longest.isEmpty {
                put(UInt8(ascii: ":"))
                if longest.upperBound == 8 { put(UInt8(ascii: ":")) }
                index = longest.upperBound
                continue
            }
            if index > 0 { put(UInt8(ascii: ":")) }
            put(hexadecimal: TextBuffer.group(high, low, index))
            index &+= 1
        }
        if hasQuad {
            put(UInt8(ascii: ":"))
            put(ipv4: UInt32(truncatingIfNeeded: low))
        }
    }

    @inline(__always)
    private static func group(_ high: UInt64, _ low: UInt64, _ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 &- 16 &* (index & 3)))
    }

    /// Writes a prefix; there must be room for 49 octets.
    @inline(__always)
    mutating func put(_ prefix: IPPrefix) {
        if prefix.family == .ipv4 {
            put(ipv4: UInt32(truncatingIfNeeded: prefix.leftAlignedBits >> 96))
        } else {
            put(ipv6: prefix.leftAlignedBits)
        }
        put(UInt8(ascii: "/"))
        put(decimal: UInt32(prefix.length))
    }
}
