internal import NumberResources

/// The members of a message's `data`, as they were found.
struct RISLiveFields {
    enum Kind: Hashable {
        case update, open, notification, keepalive, peerState, other
    }

    var kind: Kind?
    var time: BGPTime?
    var peer: IPAddress?
    var asn: ASN?
    var identity: UInt64 = 0
    var collector = ""
    var attributes = PathAttributes()
    /// True if the message has fields for routes, even if they are empty.
    var tellsRoutes = false
    var announcements: [(nextHop: IPAddress?, prefixes: [IPPrefix])] = []
    var withdrawals: [IPPrefix] = []
    /// The BGP message; `nil` where it was not given.
    var raw: [UInt8]?
    var state: PeerStateChange.State?
    var notification: (code: UInt8, subcode: UInt8) = (0, 0)
    /// The text of an error.
    var message = ""

    /// The routes in the fields: withdrawn ones first, as in a BGP message.
    func events(_ time: BGPTime, _ peer: BGPPeer) -> [RouteEvent] {
        var events: [RouteEvent] = []
        events.reserveCapacity(withdrawals.count + announcements.reduce(0) { $0 + $1.prefixes.count })
        for prefix in withdrawals {
            events.append(RouteEvent(time: time, peer: peer, prefix: prefix, action: .withdraw))
        }
        for announcement in announcements {
            var attributes = attributes
            attributes.nextHop = announcement.nextHop
            for prefix in announcement.prefixes {
                events.append(RouteEvent(time: time, peer: peer, prefix: prefix, action: .announce(attributes)))
            }
        }
        return events
    }
}
