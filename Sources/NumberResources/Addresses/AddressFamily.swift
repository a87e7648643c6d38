/// IPv4 or IPv6. The raw value is IANA's address family number (AFI) as RFC 3779, BGP and RTR use it.
public enum AddressFamily: UInt8, Hashable, Sendable, CaseIterable {
    case ipv4 = 1
    case ipv6 = 2

    /// The number of bits of an address: 32 or 128.
    @inlinable
    public var bitWidth: Int {
        self == .ipv4 ? 32 : 128
    }
}

extension AddressFamily: Comparable {
    @inlinable
    public static func < (left: AddressFamily, right: AddressFamily) -> Bool {
        left.rawValue < right.rawValue
    }
}
