internal import TextFormats

/// A non-negative number of at most 20 octets: the serial number of a certificate (RFC 5280 section 4.1.2.2), the number
/// of a manifest (RFC 9286 section 4.2.1) or of a CRL (RFC 9829 section 3.1). At most 2^159 - 1.
public struct SerialNumber: Hashable, Sendable {
    private let high: UInt32
    private let middle: UInt64
    private let low: UInt64

    /// The number in an INTEGER's content octets; `nil` when it is negative or longer than 20 octets.
    package init?(_ bytes: Span<UInt8>, _ content: Range<Int>) {
        guard content.count <= 20, bytes[content.lowerBound] & 0x80 == 0 else { return nil }
        var upper: UInt128 = 0
        var lower: UInt64 = 0
        for index in content {
            upper = upper << 8 | UInt128(lower >> 56)
            lower = lower << 8 | UInt64(bytes[index])
        }
        high = UInt32(truncatingIfNeeded: upper >> 64)
        middle = UInt64(truncatingIfNeeded: upper)
        low = lower
    }

    public init(_ number: UInt64) {
        high = 0
        middle = 0
        low = number
    }

    /// The number with these octets, most significant first; `nil` when it does not fit.
    public init?(octets: [UInt8]) {
        let significant = [0] + octets.drop { $0 == 0 }
        guard significant.count <= 21, significant.count < 21 || significant[1] & 0x80 == 0 else { return nil }
        let content =
            significant.count == 1 || significant[1] & 0x80 != 0 ? significant : Array(significant.dropFirst())
        self.init(content.span, 0..<content.count)
    }

    public var isZero: Bool {
        high == 0 && middle == 0 && low == 0
    }

    /// The 20 octets of the number, most significant first.
    public var octets: [UInt8] {
        high.bigEndianOctets + middle.bigEndianOctets + low.bigEndianOctets
    }
}

extension SerialNumber: Comparable {
    public static func < (left: SerialNumber, right: SerialNumber) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}

extension SerialNumber: CustomStringConvertible {
    /// Hexadecimal digits, upper case, without leading zeros.
    public var description: String {
        let significant = octets.drop { $0 == 0 }
        return significant.isEmpty ? "00" : significant.hexadecimal(uppercase: true)
    }
}
