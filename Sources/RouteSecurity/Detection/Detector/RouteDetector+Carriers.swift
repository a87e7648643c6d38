import BGPMessages
import NumberResources

/// Visibility by upstream: a prefix that peers still have may have lost one of its ways.
extension RouteDetector {
    private var watchesCarriers: Bool {
        own.configuration.checks.contains(.upstreamLost) && !own.upstreams.isEmpty
    }

    /// The neighbour of ours by which a route to a monitored prefix goes; `nil` for others.
    func carrier(_ prefix: IPPrefix, _ mine: Int32, _ path: ASPath) -> CarrierTable.Key? {
        guard mine >= 0, watchesCarriers, own.isExact(prefix, mine),
            let neighbour = OwnEnd(path.sequence.compressed, own.asns).neighbour, own.upstreams.contains(neighbour)
        else { return nil }
        return CarrierTable.Key(own: mine, neighbour: neighbour)
    }

    /// A peer's route goes by another neighbour now, or there is none any more.
    ///
    /// - Parameter isKnown: Whether the peer has said so, rather than gone itself.
    mutating func changeCarrier(from old: CarrierTable.Key?, to new: CarrierTable.Key?, isKnown: Bool = true) {
        if old == new { return }
        if let new, carriers.add(new) { lookLater(at: new) }
        if let old, carriers.remove(old, isKnown: isKnown) { lookLater(at: old) }
    }

    /// Paths change for a while before they settle.
    private mutating func lookLater(at key: CarrierTable.Key) {
        doubtfulCarriers.insert(key)
        deadlines.add(.carriers, at: clock.now.adding(seconds: 60))
    }

    mutating func carriersFellDue() {
        let keys = doubtfulCarriers.sorted { ($0.own, $0.neighbour) < ($1.own, $1.neighbour) }
        doubtfulCarriers = []
        for key in keys where own.prefixes.indices.contains(Int(key.own)) {
            let alert = AlertKey(.upstreamLost, of: .prefix(own.prefixes[Int(key.own)].prefix), by: key.neighbour)
            setCondition(alert, carriers.count(key) == 0 && visibility.spread(of: Int(key.own)).present > 0)
        }
    }

    /// Counts again, after prefixes were numbered otherwise.
    mutating func recountCarriers() {
        carriers.removeAll()
        doubtfulCarriers = []
        for index in peers.indices {
            for (key, route) in routes.routes(of: index) {
                let carrier = carrier(key.prefix, route.own, routes.attributes(of: route).asPath)
                if let carrier { _ = carriers.add(carrier) }
            }
        }
    }
}
