public import NumberResources

/// A Validated ROA Payload: an AS that may originate a prefix, and its subnets down to a length (RFC 6811 section 2).
///
/// VRPs order as rpki-client prints them: by family and address, then the longer prefix first, then the larger maximum
/// length, then by AS number.
public struct VRP: Hashable, Sendable {
    public let prefix: IPPrefix
    /// The longest prefix length the AS may announce: from the length of `prefix` to 32 or 128.
    public let maxLength: UInt8
    public let asn: ASN

    /// - Precondition: `maxLength` lies between the length of `prefix` and its family's bit width.
    @inlinable
    public init(prefix: IPPrefix, maxLength: UInt8, asn: ASN) {
        precondition(VRP.isValid(maxLength: UInt64(maxLength), of: prefix), "maximum length out of range")
        self.prefix = prefix
        self.maxLength = maxLength
        self.asn = asn
    }

    /// The VRP that allows no more specific announcement.
    @inlinable
    public init(prefix: IPPrefix, asn: ASN) {
        self.prefix = prefix
        maxLength = prefix.length
        self.asn = asn
    }

    /// True if `maxLength` is one that a VRP of this prefix may have (RFC 9582 section 4.3.2.2).
    @inlinable
    public static func isValid(maxLength: UInt64, of prefix: IPPrefix) -> Bool {
        maxLength >= UInt64(prefix.length) && maxLength <= UInt64(prefix.family.bitWidth)
    }
}

extension VRP: Comparable {
    @inlinable
    public static func < (left: VRP, right: VRP) -> Bool {
        if left.prefix.family != right.prefix.family { return left.prefix.family < right.prefix.family }
        let leftBits = left.prefix.leftAlignedBits
        let rightBits = right.prefix.leftAlignedBits
        if leftBits != rightBits { return leftBits < rightBits }
        if left.prefix.length != right.prefix.length { return left.prefix.length > right.prefix.length }
        if left.maxLength != right.maxLength { return left.maxLength > right.maxLength }
        return left.asn < right.asn
    }
}
