public import BGPMessages
import NumberResources
public import ValidatedPayloads

extension RouteDetector {
    /// What a restart needs so that nothing is reported twice or forgotten. Routes are not in it: feeds send them again.
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
            /// The incident whose alert speaks of this one too.
            var leader: AlertKey?
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
        let kept = incidents.all.map { incident in
            Snapshot.Incident(
                alert: incident.alert, told: incident.reported, lastTold: incident.lastReported,
                endedAt: incident.endedAt, dormantSince: incident.dormantSince, condition: incident.condition,
                hasRoutes: incident.routes > 0 || incident.awaiting != nil,
                leader: incident.leader.flatMap { incidents[$0]?.key })
        }
        let usual = baseline.memory
        return Snapshot(
            now: clock.now, ahead: clock.ahead,
            incidents: kept.sorted { ($0.alert.raised, $0.alert.id) < ($1.alert.raised, $1.alert.id) },
            learned: neighbours.asns.sorted(),
            visible: visibility.indices.filter(visibility.isVisible).map { own.prefixes[$0].prefix },
            hasPayloads: usual.isKnown, rows: usual.rows, authorised: usual.authorised, accepted: usual.accepted,
            malfunctions: usual.malfunctions)
    }

    /// Goes on from `snapshot`: incidents wait for their routes to be received again, for as long as a table may take. A snapshot
    /// of another version counts as none.
    public init(
        _ configuration: DetectionConfiguration, continuing snapshot: Snapshot, payloads: PayloadSet? = nil,
        at time: BGPTime, clock: Clock = .external, limits: DetectionLimits = DetectionLimits(),
        bogons: Bogons = Bogons()
    ) {
        self.init(configuration, payloads: nil, at: time, clock: clock, limits: limits, bogons: bogons)
        if snapshot.version == RouteDetector.snapshotVersion { restore(snapshot, at: time) }
        // What changes with them is reported with the next call.
        if let payloads { changes = update(payloads: payloads) }
    }

    private mutating func restore(_ snapshot: Snapshot, at time: BGPTime) {
        clock = DetectionClock(
            at: time, isMovedByRoutes: clock.isMovedByRoutes, after: snapshot.now, ahead: snapshot.ahead)
        neighbours = LearnedNeighbours(
            until: time.adding(seconds: thresholds.tableWindow), asns: snapshot.learned)
        let patience = clock.now.adding(seconds: thresholds.tableWindow)
        for prefix in snapshot.visible { expect(prefix, until: patience) }
        baseline = PayloadBaseline(
            PayloadBaseline.Memory(
                isKnown: snapshot.hasPayloads, rows: snapshot.rows, authorised: snapshot.authorised,
                accepted: snapshot.accepted, malfunctions: snapshot.malfunctions),
            own, limits: limits)
        for kept in snapshot.incidents.prefix(limits.incidents) { restore(kept, patience: patience) }
        for kept in snapshot.incidents.prefix(limits.incidents) {
            guard let key = kept.leader, let leader = incidents.slot(of: key),
                let slot = incidents.slot(of: kept.alert.key)
            else { continue }
            incidents.link(slot, to: leader)
        }
    }

    private mutating func restore(_ kept: Snapshot.Incident, patience: BGPTime) {
        let key = kept.alert.key
        // What is not configured any more has no end of its own, and a feed may have gone while nothing ran: one that is there
        // shows its silence again.
        let condition = kept.condition && isConfigured(key) && key.alertClass != .feedSilent
        let awaiting = kept.hasRoutes || kept.condition && !condition ? patience : nil
        let memory = Incident.Memory(
            alert: kept.alert, reported: kept.told, lastReported: kept.lastTold, endedAt: kept.endedAt,
            dormantSince: kept.dormantSince, condition: condition, awaiting: awaiting)
        guard let slot = incidents.restore(memory, at: clock.wallNow) else { return }
        if key.alertClass.isAboutNeighbour, let neighbour = key.offender {
            adjacencies.note(neighbour, at: kept.alert.raised)
        }
        if condition, key.alertClass == .visibilityLost, case .prefix(let prefix) = key.subject {
            expect(prefix, until: patience)
        }
        deadlines.add(.incident(slot), at: awaiting ?? clock.now)
    }

    /// A prefix was visible before a restart, or had lost that.
    private mutating func expect(_ prefix: IPPrefix, until time: BGPTime) {
        guard let mine = own.index(of: prefix) else { return }
        visibility.expect(Int(mine), until: time)
        deadlines.add(.visibility(Int(mine)), at: time)
    }
}
