extension IPAddress: LosslessStringConvertible {
    /// The canonical text: `192.0.2.1`; IPv6 as RFC 5952 has it, `2001:db8::1`.
    public var description: String {
        UTF8Text.string(write)
    }

    /// Appends `description`.
    public func write(into buffer: inout [UInt8]) {
        switch family {
        case .ipv4: IPAddress.write(ipv4: ipv4Value, into: &buffer)
        case .ipv6: writeIPv6(into: &buffer)
        }
    }

    private static func write(ipv4 value: UInt32, into buffer: inout [UInt8]) {
        UTF8Text.write(decimal: value >> 24, into: &buffer)
        for shift: UInt32 in [16, 8, 0] {
            buffer.append(UTF8Text.dot)
            UTF8Text.write(decimal: value >> shift & 0xff, into: &buffer)
        }
    }

    private func writeIPv6(into buffer: inout [UInt8]) {
        // RFC 5952 section 5: a known prefix, here that of mapped addresses, is followed by a dotted quad.
        if high == 0, low >> 32 == 0xffff {
            buffer.append(contentsOf: "::ffff:".utf8)
            IPAddress.write(ipv4: UInt32(truncatingIfNeeded: low), into: &buffer)
            return
        }
        let gap = longestZeroRun
        var index = 0
        while index < 8 {
            if index == gap.lowerBound, !gap.isEmpty {
                buffer.append(UTF8Text.colon)
                buffer.append(UTF8Text.colon)
                index = gap.upperBound
                continue
            }
            if index > 0, index != gap.upperBound { buffer.append(UTF8Text.colon) }
            UTF8Text.write(hexadecimal: group(index), into: &buffer)
            index += 1
        }
    }

    private func group(_ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - 16 * (index & 3)))
    }

    /// The longest run of at least two zero groups, the first of equals (RFC 5952 section 4.2).
    private var longestZeroRun: Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in 0..<8 {
            if group(index) != 0 {
                start = index + 1
            } else if index + 1 - start > Swift.max(1, longest.count) {
                longest = start..<index + 1
            }
        }
        return longest
    }
}
