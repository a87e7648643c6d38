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

    /// Writes an IPv6 address; there must be room for 45 octets.
    ///
    /// - Parameter isCanonical: As RFC 5952 has it. `bgpdump` shortens a single group of zeros as well, and puts a dotted quad
    ///   after six leading ones or more.
    mutating func put(ipv6 bits: UInt128, isCanonical: Bool = false) {
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
        if isCanonical, longest.count == 1 { longest = 0..<0 }
        let isMapped = longest == 0..<5 && low >> 32 == 0xffff
        // An address of seven groups of zeros is one of the old kind too, but for `::1`.
        let hasQuad = isMapped || !isCanonical && (longest == 0..<6 || longest == 0..<7 && low != 1)
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

    /// Writes an address as RFC 5952 has it; there must be room for 45 octets.
    mutating func put(canonical address: IPAddress) {
        if address.family == .ipv4 {
            put(ipv4: address.ipv4Value)
        } else {
            put(ipv6: address.leftAlignedBits, isCanonical: true)
        }
    }

    /// Writes a prefix whose address is as RFC 5952 has it; there must be room for 49 octets.
    mutating func put(canonical prefix: IPPrefix) {
        put(canonical: prefix.address)
        put(UInt8(ascii: "/"))
        put(decimal: UInt32(prefix.length))
    }

    /// Writes a prefix as `bgpdump` does; there must be room for 49 octets.
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
