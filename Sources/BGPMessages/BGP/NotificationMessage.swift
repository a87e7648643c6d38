internal import NumberResources

/// A NOTIFICATION message (RFC 4271 section 4.5).
public struct NotificationMessage: Hashable, Sendable {
    public let code: UInt8
    public let subcode: UInt8
    public let data: [UInt8]

    /// Reads a whole message, header included; octets after it are ignored.
    public init(decoding octets: Span<UInt8>) throws(MessageError) {
        let header = try BGPMessageHeader(decoding: octets)
        guard header.kind == .notification else { throw .message(.messageType, "6.1", at: 18, "not a NOTIFICATION") }
        code = octets[19]
        subcode = octets[20]
        data = (21..<header.length).map { octets[$0] }
    }
}

/// A ROUTE-REFRESH message (RFC 2918 section 3), of which subtypes mark the bounds of a refresh (RFC 7313 section 3.2).
public struct RouteRefreshMessage: Hashable, Sendable {
    public let family: RouteFamily
    /// 0 asks for routes, 1 begins and 2 ends their transfer.
    public let subtype: UInt8

    /// Reads a whole message, header included; octets after it are ignored.
    public init(decoding octets: Span<UInt8>) throws(MessageError) {
        let header = try BGPMessageHeader(decoding: octets)
        guard header.kind == .routeRefresh else { throw .message(.messageType, "6.1", at: 18, "not a ROUTE-REFRESH") }
        family = RouteFamily(afi: octets.uint16(at: 19), safi: octets[22])
        subtype = octets[21]
    }
}
