public import BGPMessages
import NumberResources
public import ValidatedPayloads

extension RouteDetector {
    /// What a restart needs so that nothing is said twice or forgotten. Routes are not in it: feeds tell them again.
    public struct Snapshot: Hashable, Sendable, Codable {
        struct Incident: Hashable, Sendable, Codable {
            var alert: RouteAlert
            var told: RouteAlert.State?
            var lastTold: BGPTime?
            var endedAt: BGPTime?
            var dormantSince: BGPTime?
            var condition: Bool
            /// It has routes, or waits for them.
            var hasRoutes: Bool
        }

        var version = 1
        var now: BGPTime
        var ahead: Int64
        var incidents: [Incident]
        var learned: [ASN]
        var visible: [IPPrefix]
        var hasPayloads: Bool
        var rows: [OwnPayloads.Row]
        var authorised: [OwnPayloads.Pair]
        var accepted: [OwnPayloads.Row]
        var malfunctions: [String: Int]
    }

    /// The version of snapshots that this one writes and reads.
    public static let snapshotVersion = 1

    public var snapshot: Snapshot {
        var kept: [Snapshot.Incident] = []
        for case let incident? in incidents {
            kept.append(
                Snapshot.Incident(
                    alert: incident.alert, told: incident.told, lastTold: incident.lastTold,
                    endedAt: incident.endedAt, dormantSince: incident.dormantSince, condition: incident.condition,
                    hasRoutes: incident.routes > 0 || incident.awaiting != nil))
        }
        kept.sort { ($0.alert.raised, $0.alert.id) < ($1.alert.raised, $1.alert.id) }
        return Snapshot(
            now: now, ahead: ahead, incidents: kept, learned: learned.sorted(),
            visible: own.prefixes.indices.filter { visibility[$0].present > 0 || visibility[$0].expectedUntil != nil }
                .map { own.prefixes[$0].prefix },
            hasPayloads: hasPayloads, rows: payloads.rows,
            authorised: authorised.sorted { ($0.prefix, $0.origin) < ($1.prefix, $1.origin) },
            accepted: accepted.sorted { ($0.prefix, $0.asn, $0.maxLength) < ($1.prefix, $1.asn, $1.maxLength) },
            malfunctions: malfunctions)
    }

    /// Goes on from `snapshot`: incidents wait for their routes to be told again, for as long as a table may take. A snapshot of
    /// another version counts as none.
    public init(
        _ configuration: DetectionConfiguration, continuing snapshot: Snapshot, payloads: PayloadSet? = nil,
        at time: BGPTime, clock: Clock = .external, limits: DetectionLimits = DetectionLimits(),
        bogons: Bogons = Bogons()
    ) {
        self.init(configuration, payloads: nil, at: time, clock: clock, limits: limits, bogons: bogons)
        guard snapshot.version == RouteDetector.snapshotVersion else {
            if let payloads { _ = update(payloads: payloads) }
            return
        }
        restore(snapshot, at: time)
        if let payloads {
            // What changes with them is told with the next call.
            changes = update(payloads: payloads)
        }
    }

    private mutating func restore(_ snapshot: Snapshot, at time: BGPTime) {
        // A clock that was set back while nothing ran is taken as one that was set back while something did.
        ahead = BGPTime(microseconds: snapshot.ahead).microseconds
        start = .confirmed
        now = BGPTime(microseconds: time.microseconds.addingClamped(ahead))
        if now < snapshot.now {
            if clock == .external { ahead = ahead.addingClamped(snapshot.now.microseconds(since: now)) }
            now = snapshot.now
        }
        learned = Set(snapshot.learned.prefix(4_096))
        let patience = now.adding(seconds: thresholds.tableWindow)
        for prefix in snapshot.visible {
            guard let mine = own.index(of: prefix) else { continue }
            visibility[Int(mine)].expectedUntil = patience
            deadlines.add(.visibility(Int(mine)), at: patience)
        }
        hasPayloads = snapshot.hasPayloads
        payloads = OwnPayloads(Array(snapshot.rows.prefix(limits.ownPayloads))).within(own)
        authorised = Set(snapshot.authorised.filter { own.index(of: $0.prefix) != nil })
        accepted = Set(snapshot.accepted.prefix(limits.ownPayloads))
        malfunctions = snapshot.malfunctions
        for kept in snapshot.incidents.prefix(limits.incidents) {
            guard let slot = slot(of: kept.alert.key), incidents[slot]?.told == nil else { continue }
            var incident = Incident(kept.alert)
            incident.told = kept.told
            incident.lastTold = kept.lastTold
            incident.endedAt = kept.endedAt
            incident.dormantSince = kept.dormantSince
            // What is not configured any more has no end of its own, and a feed may have gone while nothing ran: one that is there
            // shows its silence again.
            let isSilence = kept.alert.key.alertClass == .feedSilent
            incident.condition = kept.condition && isConfigured(kept.alert.key) && !isSilence
            incident.awaiting = kept.hasRoutes || kept.condition && isSilence ? patience : nil
            incident.prefixes = Set(kept.alert.evidence.prefixes.prefix(limits.incidentPrefixes))
            if incident.condition, kept.alert.key.alertClass == .visibilityLost,
                case .prefix(let prefix) = kept.alert.key.subject, let mine = own.index(of: prefix)
            {
                visibility[Int(mine)].expectedUntil = patience
                deadlines.add(.visibility(Int(mine)), at: patience)
            }
            incident.earlierPeers = kept.alert.evidence.peerCount
            incidents[slot] = incident
            incidents[slot]?.alert.evidence.peers = kept.alert.evidence.peers.prefix(limits.evidencePeers).map {
                var peer = $0
                peer.hasRoute = false
                return peer
            }
            deadlines.add(.incident(slot), at: incidents[slot]?.awaiting ?? now)
        }
    }
}
