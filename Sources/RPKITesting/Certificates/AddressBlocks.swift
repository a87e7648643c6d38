public import NumberResources
internal import RPKIObjects

/// One element of an IPAddressFamily (RFC 3779 section 2.2.3.7).
public enum AddressBlock: Hashable, Sendable {
    case prefix(BitString)
    case range(BitString, BitString)

    /// The shortest encoding of a range of left-aligned addresses: a prefix where it is one, else the ends without
    /// the bits that go without saying (RFC 3779 sections 2.2.3.7 and 2.2.3.9).
    init(leftAligned range: ClosedRange<UInt128>, width: Int) {
        let lower = range.lowerBound
        // Bits right of the width count as host bits, so that IPv4 needs no code of its own.
        let upper = width == 128 ? range.upperBound : range.upperBound | UInt128.max >> UInt128(width)
        let commonLength = (lower ^ upper).leadingZeroBitCount
        let hostBits = commonLength == 128 ? 0 : UInt128.max >> UInt128(commonLength)
        if lower & hostBits == 0, upper & hostBits == hostBits {
            self = .prefix(BitString(leftAligned: lower, length: min(commonLength, width)))
        } else {
            self = .range(
                BitString(leftAligned: lower, length: 128 - min(lower.trailingZeroBitCount, 128)),
                BitString(leftAligned: upper, length: 128 - (~upper).trailingZeroBitCount))
        }
    }

    func encode(into der: inout DERWriter) {
        switch self {
        case .prefix(let bits): bits.encode(into: &der)
        case .range(let lower, let upper):
            der.sequence {
                lower.encode(into: &$0)
                upper.encode(into: &$0)
            }
        }
    }
}

/// An IPAddressFamily (RFC 3779 section 2.2.3.2), right or wrong.
public struct AddressFamilyBlocks: Hashable, Sendable {
    /// The address family: 00 01 or 00 02.
    public var addressFamily: [UInt8]
    /// `nil` is "inherit".
    public var blocks: [AddressBlock]?

    public init(addressFamily: [UInt8], blocks: [AddressBlock]?) {
        self.addressFamily = addressFamily
        self.blocks = blocks
    }

    /// The canonical form of what `claims` says about addresses.
    public static func canonical(_ claims: ResourceClaims) -> [AddressFamilyBlocks] {
        let ipv4 = blocks(claims.ipv4) { AddressBlock(leftAligned: leftAligned($0), width: 32) }
        let ipv6 = blocks(claims.ipv6) { AddressBlock(leftAligned: $0, width: 128) }
        return [(1, ipv4), (2, ipv6)].compactMap { family, content in
            content.map { AddressFamilyBlocks(addressFamily: [0, family], blocks: $0) }
        }
    }

    private static func leftAligned(_ range: ClosedRange<UInt32>) -> ClosedRange<UInt128> {
        UInt128(range.lowerBound) << 96...UInt128(range.upperBound) << 96
    }

    private static func blocks<Bound>(
        _ claim: ResourceClaim<Bound>, _ block: (ClosedRange<Bound>) -> AddressBlock
    ) -> [AddressBlock]?? {
        switch claim {
        case .absent: .none
        case .inherit: .some(nil)
        case .set(let set): .some(set.ranges.map(block))
        }
    }

    func encode(into der: inout DERWriter) {
        der.sequence {
            $0.octetString(addressFamily)
            if let blocks {
                $0.sequence { for block in blocks { block.encode(into: &$0) } }
            } else {
                $0.null()
            }
        }
    }
}
