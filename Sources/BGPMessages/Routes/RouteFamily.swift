public import NumberResources

/// The kind of routes that an NLRI field holds: address family and subsequent address family (RFC 4760 section 3).
public struct RouteFamily: Hashable, Sendable {
    /// IANA's address family number.
    public let afi: UInt16
    /// IANA's subsequent address family identifier.
    public let safi: UInt8

    @inlinable
    public init(afi: UInt16, safi: UInt8) {
        self.afi = afi
        self.safi = safi
    }

    public static let ipv4Unicast = RouteFamily(afi: 1, safi: 1)
    public static let ipv4Multicast = RouteFamily(afi: 1, safi: 2)
    public static let ipv6Unicast = RouteFamily(afi: 2, safi: 1)
    public static let ipv6Multicast = RouteFamily(afi: 2, safi: 2)

    /// The family of the addresses where the routes are plain prefixes, unicast or multicast; `nil` for all that is only
    /// skipped.
    @inlinable
    public var prefixes: AddressFamily? {
        guard safi == 1 || safi == 2 else { return nil }
        return afi == 1 ? .ipv4 : afi == 2 ? .ipv6 : nil
    }

    @inlinable
    public var isMulticast: Bool {
        safi == 2
    }
}

extension RouteFamily: CustomStringConvertible {
    public var description: String {
        switch self {
        case .ipv4Unicast: "IPv4 unicast"
        case .ipv4Multicast: "IPv4 multicast"
        case .ipv6Unicast: "IPv6 unicast"
        case .ipv6Multicast: "IPv6 multicast"
        default: "AFI \(afi) SAFI \(safi)"
        }
    }
}
