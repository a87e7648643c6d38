package import BGPMessages
internal import NumberResources

/// Writes routes as MRT (RFC 6396): tables as TABLE_DUMP_V2, changes as BGP4MP_ET messages of sessions with four-octet AS numbers.
///
/// It writes what the demo has: unicast routes whose path is one sequence.
package struct MRTEncoder {
    private var out: [UInt8] = []
    private static let collector = IPAddress(ipv4: 0x0aff_00fe)
    private static let collectorASN: ASN = 65_534

    package init() {}

    /// What was written.
    package var octets: [UInt8] { out }

    // MARK: Tables

    /// Writes a table of `time`: the peers, and the routes of each prefix together.
    ///
    /// - Parameter routes: By prefix; withdrawals are left out.
    package mutating func table(_ routes: [RouteEvent], of collector: DemoCollector, at time: BGPTime) {
        let peers = collector.peers.map(\.peer)
        var index = MRTEncoder.number(UInt32(MRTEncoder.collector.ipv4Value), 4) + MRTEncoder.text(collector.name)
        index += MRTEncoder.number(UInt32(peers.count), 2)
        for peer in peers {
            index +=
                [2] + MRTEncoder.number(peer.address.ipv4Value, 4) + peer.address.octets
                + MRTEncoder.number(peer.asn.rawValue, 4)
        }
        record(13, 1, index, time, isExtended: false)
        var sequence: UInt32 = 0
        var first = routes.startIndex
        while first < routes.endIndex {
            let prefix = routes[first].prefix
            let end = routes[first...].firstIndex { $0.prefix != prefix } ?? routes.endIndex
            let entries = routes[first..<end].compactMap { entry($0, peers) }
            if !entries.isEmpty {
                let body =
                    MRTEncoder.number(sequence, 4) + MRTEncoder.nlri(prefix)
                    + MRTEncoder.number(UInt32(entries.count), 2) + entries.joined()
                record(13, prefix.family == .ipv4 ? 2 : 4, body, time, isExtended: false)
                sequence += 1
            }
            first = end
        }
    }

    private func entry(_ route: RouteEvent, _ peers: [BGPPeer]) -> [UInt8]? {
        guard case .announce(let attributes) = route.action, let number = peers.firstIndex(of: route.peer) else {
            return nil
        }
        var encoded = MRTEncoder.common(attributes)
        if route.prefix.family == .ipv6, let hop = attributes.nextHop {
            // RFC 6396 section 4.3.4: the next hop alone.
            encoded += MRTEncoder.attribute(0x80, 14, [16] + hop.octets)
        }
        let age = UInt32(clamping: route.time.seconds)
        return MRTEncoder.number(UInt32(number), 2) + MRTEncoder.number(age, 4)
            + MRTEncoder.number(UInt32(encoded.count), 2) + encoded
    }

    // MARK: Changes

    /// Writes one change as an UPDATE message.
    package mutating func update(_ event: RouteEvent) {
        let isIPv4 = event.prefix.family == .ipv4
        let nlri = MRTEncoder.nlri(event.prefix)
        var (withdrawn, attributes, announced): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        switch event.action {
        case .withdraw where isIPv4: withdrawn = nlri
        case .withdraw: attributes = MRTEncoder.attribute(0x80, 15, [0, 2, 1] + nlri)
        case .announce(let route):
            attributes = MRTEncoder.common(route)
            if isIPv4 {
                announced = nlri
            } else if let hop = route.nextHop {
                attributes += MRTEncoder.attribute(0x80, 14, [0, 2, 1, 16] + hop.octets + [0] + nlri)
            }
        }
        let body =
            MRTEncoder.number(UInt32(withdrawn.count), 2) + withdrawn + MRTEncoder.number(UInt32(attributes.count), 2)
            + attributes + announced
        let message =
            [UInt8](repeating: 0xff, count: 16) + MRTEncoder.number(UInt32(19 + body.count), 2) + [2] + body
        let session =
            MRTEncoder.number(event.peer.asn.rawValue, 4) + MRTEncoder.number(MRTEncoder.collectorASN.rawValue, 4)
            + [0, 0, 0, 1] + event.peer.address.octets + MRTEncoder.collector.octets
        record(17, 4, session + message, event.time, isExtended: true)
    }

    // MARK: Parts

    private mutating func record(
        _ type: UInt32, _ subtype: UInt32, _ body: [UInt8], _ time: BGPTime, isExtended: Bool
    ) {
        let fraction = isExtended ? MRTEncoder.number(UInt32(time.fraction), 4) : []
        out +=
            MRTEncoder.number(UInt32(clamping: time.seconds), 4) + MRTEncoder.number(type, 2)
            + MRTEncoder.number(subtype, 2)
        out += MRTEncoder.number(UInt32(fraction.count + body.count), 4) + fraction + body
    }

    /// The attributes that do not depend on the family; NEXT_HOP is for IPv4.
    private static func common(_ route: PathAttributes) -> [UInt8] {
        let asns = route.asPath.asns
        var octets = attribute(0x40, 1, [(route.origin ?? .incomplete).rawValue])
        octets += attribute(0x40, 2, [2, UInt8(asns.count)] + asns.flatMap { number($0.rawValue, 4) })
        if let hop = route.nextHop, hop.family == .ipv4 { octets += attribute(0x40, 3, hop.octets) }
        return octets
    }

    private static func attribute(_ flags: UInt8, _ type: UInt8, _ value: [UInt8]) -> [UInt8] {
        [flags | 0x10, type] + number(UInt32(value.count), 2) + value
    }

    private static func nlri(_ prefix: IPPrefix) -> [UInt8] {
        [prefix.length] + prefix.address.octets.prefix((Int(prefix.length) + 7) / 8)
    }

    private static func text(_ text: String) -> [UInt8] {
        number(UInt32(text.utf8.count), 2) + Array(text.utf8)
    }

    private static func number(_ value: UInt32, _ octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * (octets - 1 - $0))) }
    }
}
