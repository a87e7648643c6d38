import BGPMessages
import NumberResources

/// ROAs for our ASes that allow what is not announced: a forged origin would be valid by them (RFC 9319 section 5).
extension RouteDetector {
    var watchesUnused: Bool {
        own.configuration.checks.contains(.roaUnused) && thresholds.roaUnusedAfter > 0
    }

    /// Looks which ROAs have been unused for too long; comes again every hour.
    mutating func checkUnused() {
        guard watchesUnused, baseline.isKnown, clock.isRunning else { return }
        deadlines.add(.announced, at: clock.now.adding(seconds: 3_600))
        let own = own
        let rows = baseline.payloads.rows.filter { own.asns.contains($0.asn) && own.index(covering: $0.prefix) != nil }
        let (routes, visibility) = (routes, visibility)
        let found = unused.update(rows.map(\.content), at: clock.now, after: thresholds.roaUnusedAfter) { row in
            guard let mine = own.index(covering: row.prefix) else { return true }
            let within = own.table.covered(by: row.prefix).flatMap(\.values) + [mine]
            return within.contains { index in
                let prefix = own.prefixes[Int(index)].prefix
                var isUsed = row.authorises(prefix, row.asn) && visibility.isVisible(Int(index))
                if !isUsed {
                    routes.forEachAnnounced(index) { isUsed = isUsed || row.authorises($0.prefix, $0.origin) }
                }
                return isUsed
            }
        }
        var keys: Set<AlertKey> = []
        for row in found {
            guard let mine = own.index(covering: row.prefix) else { continue }
            keys.insert(AlertKey(.roaUnused, of: .prefix(own.prefixes[Int(mine)].prefix), by: row.asn))
        }
        for key in incidents.conditions(of: .roaUnused) where !keys.contains(key) { setCondition(key, false) }
        for key in keys.sorted(by: { $0.subject.description < $1.subject.description }) { setCondition(key, true) }
    }
}
