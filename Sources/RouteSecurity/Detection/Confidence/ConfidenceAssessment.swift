import BGPMessages
import NumberResources
import SecurityEvents
import ValidatedPayloads

/// Weighs what speaks for an alert about routes, and against it.
struct ConfidenceAssessment {
    let alert: RouteAlert
    let own: OwnResources
    let assessment: RouteAssessment
    /// Who accepts the offender's routes.
    let acceptedBy: [ASN: Int]
    /// Peers that have to see it.
    let neededPeers: Int
    /// Since when the offender has been next to us.
    let adjacentSince: BGPTime?
    /// Whether a neighbour that is configured carries what the offender does.
    let isCarriedByOthers: Bool
    /// What is known of the offender as an AS behind us.
    let cone: CustomerCone.Entry?
    let registered: RegisteredNetworks
    let now: BGPTime

    /// Something that speaks for the alert, or against it.
    struct Reason {
        let weight: Int
        let text: String
    }

    /// Seconds after which what lasts is not a slip.
    private static let lasting: Int64 = 3_600

    /// Whether too few peers see it.
    var isUnconfirmed: Bool { alert.evidence.peerCount < neededPeers }

    var confidence: AlertConfidence {
        let reasons = [
            peers, fullTables, duration, rpki, aspa, irr, relation, organisation, history,
        ].compactMap { $0 }
        let weight = reasons.reduce(0) { $0 + $1.weight }
        let level: AlertConfidence.Level = isUnconfirmed || weight < 0 ? .low : weight < 2 ? .medium : .high
        return AlertConfidence(level, reasons.map(\.text))
    }

    /// How bad it is, where it would be `severity` if it were sure.
    func severity(_ severity: EventSeverity) -> EventSeverity {
        switch confidence.level {
        case .low: min(severity, .low)
        case .medium where isNeighbourClass && peering != .closed: min(severity, .medium)
        case .medium, .high: severity
        }
    }

    var isNeighbourClass: Bool { alert.key.alertClass.isAboutNeighbour }

    private var peering: PeeringPolicy? { own.peering }

    private var peers: Reason? {
        let count = alert.evidence.peerCount
        let spread = alert.evidence.ipv4 ?? alert.evidence.ipv6
        let all = spread.map { " of \($0.of)" } ?? ""
        if isUnconfirmed {
            return Reason(
                weight: -1, text: "seen by \(count)\(all) peers, fewer than \(neededPeers) (watch.thresholds.min-peers)"
            )
        }
        return Reason(weight: 1, text: "seen by \(count)\(all) peers")
    }

    private var fullTables: Reason? {
        let isFull = [alert.evidence.ipv4, alert.evidence.ipv6].contains { $0?.fullTable == true && $0?.peers ?? 0 > 0 }
        return isFull ? Reason(weight: 1, text: "peers with a full table see it") : nil
    }

    private var duration: Reason? {
        // What lasts next to us is rather a neighbour.
        if isNeighbourClass { return nil }
        let start = alert.began ?? alert.raised
        guard (alert.gone ?? now).microseconds(since: start) >= ConfidenceAssessment.lasting * 1_000_000 else {
            return nil
        }
        return Reason(weight: 1, text: "lasts for \(DurationText(from: start, to: alert.gone ?? now))")
    }

    private var rpki: Reason? {
        switch assessment.originState {
        case .invalid: Reason(weight: 2, text: "RPKI-invalid")
        case .valid where !isNeighbourClass: Reason(weight: -2, text: "a ROA authorises it")
        case .valid: nil
        case .notFound: Reason(weight: 0, text: "no ROA covers it")
        }
    }

    private var aspa: Reason? {
        assessment.pathState == .invalid ? Reason(weight: 1, text: "its path is ASPA-invalid") : nil
    }

    /// What the offender is to us, as far as routes and configuration say.
    private var relation: Reason? {
        if let offender = alert.key.offender, let adjacentSince, isNeighbourClass, !isUnconfirmed,
            now.microseconds(since: adjacentSince)
                >= Int64(clamping: own.configuration.thresholds.adjacencyAge) * 1_000_000
        {
            let age = DurationText(from: adjacentSince, to: now)
            return Reason(weight: -4, text: "\(offender) has been next to us for \(age)")
        }
        if let offender = alert.key.offender, acceptedBy.keys.contains(where: own.asns.contains) {
            return Reason(weight: -4, text: "we pass its routes on ourselves: \(offender) is behind us")
        }
        if let reason = inCone { return reason }
        guard isNeighbourClass else { return nil }
        switch peering {
        case .closed: return Reason(weight: 1, text: "all our neighbours are configured")
        case .open where isCarriedByOthers:
            return Reason(weight: -6, text: "we peer openly, and our neighbours carry it too (watch.peering)")
        case .open: return Reason(weight: -1, text: "we peer openly, but none of our neighbours carries it")
        case nil:
            return Reason(weight: -1, text: "whether all our neighbours are configured is not known (watch.peering)")
        }
    }

    private var history: Reason? {
        alert.reopened > 0 ? Reason(weight: 0, text: "came back \(alert.reopened) times") : nil
    }
}
