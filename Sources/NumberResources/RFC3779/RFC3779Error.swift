/// A violation of RFC 3779 in the extensions for addresses and AS identifiers.
public enum RFC3779Error: Error, Hashable, Sendable {
    /// Which of the two extensions a rule is about.
    public enum Resource: Hashable, Sendable {
        case addresses
        case asns
    }

    /// A BIT STRING says that more than seven bits of its last octet are unused.
    case unusedBitCount(UInt8)
    /// A BIT STRING without octets says that some of its bits are unused.
    case unusedBitsOfNothing
    /// An unused bit of a BIT STRING is set.
    case unusedBitSet
    /// An address has more bits than those of its family.
    case tooManyBits(Int, AddressFamily)
    /// The ends of an address range are of different families.
    case mixedFamilies
    /// The first number of a range is greater than its last.
    case inverted(Resource)
    /// Addresses that make up a prefix are given as a range.
    case rangeIsPrefix(IPPrefix)
    /// A single AS number is given as a range.
    case rangeIsNumber(ASN)
    /// An element begins before the one that it follows.
    case outOfOrder(Resource)
    /// An element begins within the one that it follows.
    case overlap(Resource)
    /// An element begins right behind the one that it follows, of which it should be a part.
    case adjacent(Resource)
}

extension RFC3779Error: CustomStringConvertible {
    /// The rule that is broken, such as `RFC 3779 section 2.2.3.6`.
    public var rule: String {
        switch self {
        case .unusedBitCount: "X.690 section 8.6.2.2"
        case .unusedBitsOfNothing: "X.690 section 8.6.2.3"
        case .unusedBitSet: "X.690 section 11.2.1"
        case .tooManyBits, .mixedFamilies: "RFC 3779 section 2.2.3.8"
        case .inverted(.addresses): "RFC 3779 section 2.2.3.9"
        case .inverted(.asns), .rangeIsNumber: "RFC 3779 section 3.2.3.8"
        case .rangeIsPrefix: "RFC 3779 section 2.2.3.7"
        case .outOfOrder(.addresses), .overlap(.addresses), .adjacent(.addresses): "RFC 3779 section 2.2.3.6"
        case .outOfOrder(.asns), .overlap(.asns), .adjacent(.asns): "RFC 3779 section 3.2.3.4"
        }
    }

    public var description: String {
        switch self {
        case .unusedBitCount(let count): "\(count) unused bits in the last octet of an address"
        case .unusedBitsOfNothing: "unused bits in an address without octets"
        case .unusedBitSet: "an unused bit of an address is set"
        case .tooManyBits(let count, let family): "\(count) bits in an address of \(family.bitWidth)"
        case .mixedFamilies: "a range between addresses of different families"
        case .inverted: "a range that ends before it begins"
        case .rangeIsPrefix(let prefix): "a range that is the prefix \(prefix)"
        case .rangeIsNumber(let asn): "a range that is \(asn) only"
        case .outOfOrder: "elements are not ascending"
        case .overlap: "elements overlap"
        case .adjacent: "neighbouring elements are not combined"
        }
    }
}
