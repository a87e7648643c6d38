/// An autonomous system number, 0 to 4,294,967,295 (RFC 6793).
///
/// ```swift
/// let asn: ASN = 64496
/// asn.description           // "AS64496"
/// ASN("64512.5")            // asdot is read too (RFC 5396)
/// ```
public struct ASN: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    @inlinable
    public init(_ number: UInt32) {
        rawValue = number
    }
}

extension ASN: Comparable {
    @inlinable
    public static func < (left: ASN, right: ASN) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ASN: ExpressibleByIntegerLiteral {
    @inlinable
    public init(integerLiteral number: UInt32) {
        rawValue = number
    }
}
