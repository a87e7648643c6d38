import BGPMessages
import NumberResources

extension RouteDetector {
    /// How many peers have to see an incident before it is believed.
    func neededPeers(_ incident: Incident) -> Int {
        if let needed = thresholds.minPeers { return needed }
        var needed: Int?
        for number in incident.sightedPeers {
            let feed = peers.feed(Int(number))
            let own = feeds.kind(of: feed).neededPeers(known: peers.count(of: feed))
            needed = min(needed ?? own, own)
            if own == 1 { break }
        }
        return needed ?? 1
    }

    /// What speaks for an alert and against it; `nil` for one without routes.
    func confidence(of incident: Incident, _ alert: RouteAlert) -> ConfidenceAssessment? {
        guard let assessment = incident.assessment else { return nil }
        let needsCarriers = alert.key.alertClass.isAboutNeighbour && own.peering == .open
        return ConfidenceAssessment(
            alert: alert, own: own, assessment: assessment, acceptedBy: incident.acceptedBy,
            neededPeers: neededPeers(incident), adjacentSince: alert.key.offender.flatMap(adjacencies.start),
            isCarriedByOthers: needsCarriers && isCarriedRightfully(alert.evidence.prefixes),
            cone: alert.key.offender.flatMap { cone[$0] }, registered: classifier.registered, now: clock.wallNow)
    }

    /// Whether some peer has a rightful route to each of a few prefixes.
    private func isCarriedRightfully(_ prefixes: [IPPrefix]) -> Bool {
        prefixes.prefix(4).allSatisfy { prefix in
            let key = RouteKey(prefix: prefix, pathID: nil)
            return peers.indices.contains { routes[key, of: $0].map { $0.incident < 0 } ?? false }
        }
    }
}
