import BGPMessages
import NumberResources
import SecurityEvents
import ValidatedPayloads

/// An alert with what its life depends on. Times here are those of the detector's own clock, which never goes back; those of the
/// alert are the operator's.
struct Incident: Sendable {
    /// What of it outlives a restart.
    struct Memory: Sendable {
        var alert: RouteAlert
        var reported: RouteAlert.State?
        var lastReported: BGPTime?
        var endedAt: BGPTime?
        var dormantSince: BGPTime?
        var condition: Bool
        var awaiting: BGPTime?
    }

    /// The alert; its evidence is in `evidence`.
    private var record: RouteAlert
    private var evidence: IncidentEvidence
    /// The state that was last reported; `nil` where nothing was.
    private(set) var reported: RouteAlert.State?
    private(set) var lastReported: BGPTime?
    /// How often it was reported since `burst`.
    private var burstCount = 0
    private var burst: BGPTime?
    /// Something other than the state has changed.
    private var isChanged = false
    /// When it ended or was withdrawn.
    private(set) var endedAt: BGPTime?
    private(set) var dormantSince: BGPTime?
    /// Whether its condition holds, for alerts without routes.
    private(set) var condition = false
    /// The time until which it is kept active although its routes are not known: after a restart, or beyond the limits.
    private(set) var awaiting: BGPTime?
    /// Routes that are followed, and of those how many a VRP validates.
    private(set) var routes = 0
    private var validRoutes = 0
    /// Routes by peer and family.
    private var routesByPeer: [UInt32: Int32] = [:]
    /// The ASes that accept the offender's routes.
    private(set) var acceptedBy: [ASN: Int] = [:]
    /// The last assessment of its routes.
    private(set) var assessment: RouteAssessment?

    init(_ key: AlertKey, at time: BGPTime) {
        record = RouteAlert(key, at: time)
        evidence = IncidentEvidence(at: time)
    }

    /// Goes on after a restart.
    init(_ memory: Memory, _ limits: DetectionLimits) {
        record = memory.alert
        evidence = IncidentEvidence(restoring: memory.alert.evidence, limits)
        reported = memory.reported
        lastReported = memory.lastReported
        endedAt = memory.endedAt
        dormantSince = memory.dormantSince
        condition = memory.condition
        awaiting = memory.awaiting
    }

    var key: AlertKey { record.key }
    var state: RouteAlert.State { record.state }

    var alert: RouteAlert {
        var alert = record
        alert.evidence = evidence.shown
        return alert
    }

    var isHeld: Bool {
        routes > 0 || condition || awaiting != nil
    }

    /// Whether the VRPs validate all there is.
    private var isValidated: Bool {
        routes > 0 && validRoutes == routes && !condition
    }

    private static func peerKey(_ peer: Int32, _ family: AddressFamily) -> UInt32 {
        UInt32(truncatingIfNeeded: peer) << 1 | (family == .ipv6 ? 1 : 0)
    }

    /// The routes that are followed, counted peer by peer.
    var routesOfPeers: Int {
        routesByPeer.values.reduce(0) { $0 + Int($1) }
    }

    /// The routes of one family from one peer.
    func routes(by peer: Int32, _ family: AddressFamily) -> Int {
        Int(routesByPeer[Incident.peerKey(peer, family)] ?? 0)
    }
}

// MARK: - Routes and what they show

extension Incident {
    /// Adds a route.
    mutating func attach(
        _ verdict: RouteVerdict, by peer: Int32, _ family: AddressFamily, _ limits: DetectionLimits
    ) {
        routes += 1
        if verdict.isValid { validRoutes += 1 }
        routesByPeer[Incident.peerKey(peer, family), default: 0] += 1
        awaiting = nil
        assessment = verdict.assessment
        if let next = verdict.acceptedBy, acceptedBy.count < limits.evidenceSamples {
            acceptedBy[next, default: 0] += 1
        }
    }

    /// Takes a route out.
    ///
    /// - Parameter isReplaced: Another one of the same peer and prefix has taken its place.
    mutating func detach(isValid: Bool, by peer: Int32, _ family: AddressFamily, isReplaced: Bool) {
        routes -= 1
        if isValid { validRoutes -= 1 }
        let peerKey = Incident.peerKey(peer, family)
        let count = routesByPeer[peerKey] ?? 0
        routesByPeer[peerKey] = count > 1 ? count - 1 : nil
        if !isReplaced, count <= 1 { evidence.noteEnd(by: peer) }
    }

    /// Sets the assessment of its routes.
    mutating func reassess(_ new: RouteAssessment) {
        assessment = new
    }

    /// A route cannot be followed; where none is, it holds the incident until `end`.
    ///
    /// - Returns: Whether it does.
    mutating func holdUntracked(_ new: RouteAssessment, until end: BGPTime) -> Bool {
        guard routes == 0 else { return false }
        awaiting = end
        assessment = new
        return true
    }

    /// Changes the evidence.
    ///
    /// - Parameter body: Says whether there is something new to report.
    mutating func note(_ body: (inout IncidentEvidence) -> Bool) {
        if body(&evidence) { isChanged = true }
    }

    /// Counts an announcement.
    ///
    /// - Returns: Whether the peer has been seen before.
    mutating func noteAnnouncement(by peer: Int32, at time: BGPTime) -> Bool {
        evidence.noteAnnouncement(by: peer, at: time)
    }

    /// How many peers have the routes, of those that could.
    ///
    /// - Parameter spread: For a family, given whether a peer has a route.
    mutating func updateSpread(_ spread: (AddressFamily, (Int) -> Bool) -> AlertEvidence.Spread?) {
        evidence.setPeersWithRoute(Set(routesByPeer.keys.map { $0 >> 1 }).count)
        for family in AddressFamily.allCases {
            if case .prefix(let prefix) = key.subject, prefix.family != family { continue }
            let found = spread(family) { routesByPeer[Incident.peerKey(Int32($0), family)] != nil }
            _ = evidence.setSpread(found, family)
        }
    }
}

// MARK: - Its life

extension Incident {
    /// Sets whether its condition holds without a route.
    ///
    /// - Returns: Whether that is something else than before.
    mutating func setCondition(_ holds: Bool, at wall: BGPTime) -> Bool {
        if condition == holds { return false }
        condition = holds
        awaiting = nil
        if holds { evidence.noteCondition(at: wall) }
        return true
    }

    /// Brings the state in line with what there is.
    ///
    /// - Parameter reason: Why it was false if nothing of it is left, because it was looked at again.
    /// - Returns: when it is to be looked at next, where that follows.
    mutating func settle(
        falseBecause reason: String?, at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds
    ) -> BGPTime? {
        let (state, holds, isValidated) = (state, isHeld, isValidated)
        var next: BGPTime?
        switch state {
        case .active where isValidated && reason != nil && !record.isDowngraded:
            record.isDowngraded = true
            next = enter(.withdrawn, at: moment, thresholds, reason: "a ROA authorises its origin")
        case .active, .dormant:
            if !holds {
                if let reason, key.alertClass.isRefuted {
                    next = enter(.withdrawn, at: moment, thresholds, reason: reason)
                } else if state == .active {
                    next = enter(.dormant, at: moment, thresholds)
                }
            } else if state == .dormant {
                next = enter(.active, at: moment, thresholds)
            }
            if holds, record.isDowngraded != isValidated {
                record.isDowngraded = isValidated
                isChanged = true
            }
        case .ended, .withdrawn:
            if holds, state == .ended || !isValidated { reopen(isValidated, at: moment, thresholds) }
        }
        return next
    }

    private mutating func enter(
        _ state: RouteAlert.State, at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds,
        reason: String? = nil
    ) -> BGPTime? {
        record.state = state
        record.changed = moment.wall
        record.reason = reason
        dormantSince = state == .dormant ? moment.own : nil
        switch state {
        case .active:
            record.ended = nil
            endedAt = nil
            return nil
        case .dormant: return moment.own.adding(seconds: thresholds.endDelay)
        case .ended, .withdrawn:
            record.ended = moment.wall
            endedAt = moment.own
            return moment.own.adding(seconds: thresholds.reopenWithin + 1)
        }
    }

    /// It is there again: the same alert, or another one when the last is too long ago.
    private mutating func reopen(
        _ isValidated: Bool, at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds
    ) {
        guard let endedAt else { return }
        if moment.own.microseconds(since: endedAt) <= Int64(clamping: thresholds.reopenWithin) * 1_000_000 {
            if reported != nil { record.reopened += 1 }
        } else {
            record = RouteAlert(key, at: moment.wall)
            reported = nil
        }
        record.isDowngraded = isValidated
        _ = enter(.active, at: moment, thresholds)
    }

    /// Ends what it waits for, where the time for that is over.
    ///
    /// - Returns: Whether it is, and otherwise when it will be.
    mutating func endAwaiting(at time: BGPTime) -> (isOver: Bool, next: BGPTime?) {
        guard let end = awaiting else { return (false, nil) }
        if end > time { return (false, end) }
        awaiting = nil
        return (true, nil)
    }

    /// Ends a test.
    ///
    /// - Returns: Whether it was one that lasted.
    mutating func endTest() -> Bool {
        guard key.alertClass == .test, condition else { return false }
        condition = false
        return true
    }

    /// Ends it, where it has been dormant for long enough.
    ///
    /// - Returns: when it is to be looked at next.
    mutating func endDormancy(at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds) -> BGPTime? {
        guard let dormantSince else { return nil }
        let end = dormantSince.adding(seconds: thresholds.endDelay)
        return end <= moment.own ? enter(.ended, at: moment, thresholds) : end
    }

    /// When it can be forgotten; `nil` while it has not ended.
    func expiry(_ thresholds: DetectionThresholds) -> BGPTime? {
        endedAt?.adding(seconds: thresholds.reopenWithin + 1)
    }
}

// MARK: - What is reported of it

extension Incident {
    /// What there is to report; `nil` where nothing is.
    var pendingChange: AlertChange.Kind? {
        AlertChange.Kind(from: reported, to: state, isChanged: isChanged)
    }

    /// There is something new to it.
    mutating func touch() {
        isChanged = true
    }

    /// Counts a report of this kind, unless there were too many.
    ///
    /// - Returns: the time until which it has to wait; `nil` where it need not.
    mutating func pace(_ kind: AlertChange.Kind, at time: BGPTime, _ thresholds: DetectionThresholds) -> BGPTime? {
        if kind == .updated, let lastReported {
            let due = lastReported.adding(seconds: thresholds.updateInterval)
            if due > time { return due }
        }
        if let end = burst?.adding(seconds: thresholds.updateInterval), end > time {
            // A route that comes and goes all the time is reported a few times an interval only.
            if burstCount >= 6 { return end }
            burstCount += 1
        } else {
            burst = time
            burstCount = 1
        }
        return nil
    }

    /// Says how bad it is and what to do.
    mutating func advise(_ severity: EventSeverity, _ summary: String, _ actions: [AlertAction]) {
        record.severity = severity
        record.summary = summary
        record.actions = actions
    }

    /// Notes that it was reported as it is.
    mutating func markReported(at time: BGPTime) {
        reported = state
        lastReported = time
        isChanged = false
    }
}
