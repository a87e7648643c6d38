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
    /// When it may be reported again.
    private var pacing = ReportPacing()
    /// Something other than the state has changed.
    private var isChanged = false
    /// When it had gone before it was back, by the operator's clock.
    private var lastGone: BGPTime?
    /// How often it came and went.
    private var flapping = FlapDamping()
    /// The peers that had its routes when it was last reported; `nil` where that is not known, as after a restart.
    private var reportedHoldings: Int?
    /// When it ended or was withdrawn.
    private(set) var endedAt: BGPTime?
    private(set) var dormantSince: BGPTime?
    /// The incidents with which it is one alert.
    var membership = CampaignMembership()
    /// Whether too few peers had seen it when it was last reported.
    private(set) var isUnconfirmed = false
    /// Holds without a route: the condition that it speaks of.
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
        pacing = ReportPacing(last: memory.lastReported)
        endedAt = memory.endedAt
        dormantSince = memory.dormantSince
        condition = memory.condition
        awaiting = memory.awaiting
    }

    var key: AlertKey { record.key }
    var state: RouteAlert.State { record.state }
    var lastReported: BGPTime? { pacing.last }

    var alert: RouteAlert {
        var alert = record
        alert.evidence = evidence.shown
        return alert
    }

    var isHeld: Bool {
        isHeldAlone || membership.active > 0
    }

    /// Whether it holds without those that its alert speaks of too.
    var isHeldAlone: Bool {
        routes > 0 || condition || awaiting != nil
    }

    /// Whether the VRPs validate all there is.
    private var isValidated: Bool {
        routes > 0 && validRoutes == routes && !condition && membership.active == 0
    }

    /// Peers that an alert of it has seen.
    var sightedPeers: some Sequence<Int32> { evidence.sightedPeers }

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
        noteSpread()
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
        noteSpread()
        if !isReplaced, count <= 1 { evidence.noteEnd(by: peer) }
    }

    /// A spread that is twice as far as the one that was reported, or half as far, is news.
    private mutating func noteSpread() {
        guard let reportedHoldings else { return }
        let count = routesByPeer.count
        if count > 0, count * 2 <= reportedHoldings || count >= reportedHoldings * 2 { isChanged = true }
    }

    /// What holds for its routes now.
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
        let isEarly = record.state == .dormant
        record.state = state
        record.changed = moment.cause
        record.reason = reason
        dormantSince = state == .dormant ? moment.own : nil
        switch state {
        case .active:
            flapping.noteReturn(at: moment.own, isEarly: isEarly)
            lastGone = record.gone
            noteFlaps(at: moment)
            record.ended = nil
            record.gone = nil
            endedAt = nil
            return flapping.isDamped ? flapping.end : nil
        case .dormant:
            // A test is not to wait for anything.
            if key.alertClass != .test { flapping.noteGone(at: moment) }
            record.gone = moment.cause
            noteFlaps(at: moment)
            return moment.own.adding(seconds: flapping.endDelay(thresholds))
        case .ended, .withdrawn:
            if record.gone == nil { record.gone = moment.cause }
            record.ended = moment.cause
            endedAt = moment.own
            return moment.own.adding(seconds: thresholds.reopenWithin + 1)
        }
    }

    /// Takes note that it has been steady for long enough, if it has.
    ///
    /// - Returns: when it will have been, where it comes and goes.
    mutating func calm(at time: BGPTime) -> BGPTime? {
        if flapping.calm(at: time) {
            record.flaps = nil
            isChanged = true
        }
        return flapping.isDamped ? flapping.end : nil
    }

    private mutating func noteFlaps(at moment: DetectionClock.Moment) {
        guard flapping.isDamped, let since = flapping.since else { return record.flaps = nil }
        // What is back has gone last when it was noted so.
        let last = state == .dormant ? moment.cause : lastGone ?? moment.cause
        record.flaps = RouteAlert.Flaps(count: flapping.count, since: since, last: last)
    }

    /// It is there again: the same alert, or another one when the last is too long ago.
    private mutating func reopen(
        _ isValidated: Bool, at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds
    ) {
        guard let endedAt else { return }
        if moment.own.microseconds(since: endedAt) <= Int64(clamping: thresholds.reopenWithin) * 1_000_000 {
            if reported != nil { record.reopened += 1 }
            record.began = moment.cause
        } else {
            record = RouteAlert(key, at: moment.cause)
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
        let end = dormantSince.adding(seconds: flapping.endDelay(thresholds))
        return end <= moment.own ? enter(.ended, at: moment, thresholds) : end
    }

    /// When it can be forgotten; `nil` while it has not ended.
    func expiry(_ thresholds: DetectionThresholds) -> BGPTime? {
        endedAt?.adding(seconds: thresholds.reopenWithin + 1)
    }
}

// MARK: - Several incidents in one alert

extension Incident {
    /// The incident whose alert speaks of this one too.
    var leader: Int? { membership.leader }

    /// Counts it with its leader as it is now.
    ///
    /// - Returns: Whether that is something else than before.
    mutating func count() -> Bool {
        membership.count(isActive: state == .active)
    }

    /// Whether others of its kind may still join it.
    var takesMembers: Bool {
        leader == nil && (reported == .active || reported == .dormant) && (state == .active || state == .dormant)
    }

    /// Says how sure it is, and what it is about, where that is several incidents.
    mutating func setContext(_ confidence: ConfidenceAssessment?, _ campaign: AlertCampaign?) {
        isUnconfirmed = confidence?.isUnconfirmed ?? false
        record.confidence = confidence?.confidence
        record.campaign = campaign
    }
}

// MARK: - What is reported of it

extension Incident {
    /// What there is to report; `nil` where nothing is.
    var pendingChange: AlertChange.Kind? {
        if isFlapping { return flapping.isNews || isChanged ? .updated : nil }
        return AlertChange.Kind(from: reported, to: state, isChanged: isChanged)
    }

    /// Whether it comes and goes, and is not reported each time.
    private var isFlapping: Bool {
        guard leader == nil, flapping.isDamped, state == .active || state == .dormant else { return false }
        return reported == .active || reported == .dormant
    }

    /// There is something new to it.
    ///
    /// - Parameter isUrgent: Whether it does not wait for its turn.
    mutating func touch(isUrgent: Bool = false) {
        isChanged = true
        if isUrgent { pacing.isUrgent = true }
    }

    /// Whether it is not as it was reported, be it ever so little.
    var isOutdated: Bool {
        leader == nil && isStale
    }

    /// Whether it is not as it was reported, by itself or with another.
    var isStale: Bool {
        if reported == nil { return state == .active && isHeld }
        return (isChanged || flapping.isNews || reportedHoldings.map { $0 != routesByPeer.count } ?? false)
    }

    /// Whether its alert has figures that have changed since.
    var hasNewFigures: Bool { reported != nil && isOutdated }

    /// Counts a report of this kind, unless there were too many.
    ///
    /// - Returns: the time until which it has to wait; `nil` where it need not.
    mutating func pace(_ kind: AlertChange.Kind, at time: BGPTime, _ thresholds: DetectionThresholds) -> BGPTime? {
        let interval =
            isFlapping ? flapping.interval(record.severity) : pacing.interval(record.severity, thresholds)
        return pacing.due(at: time, updateInterval: kind == .updated ? interval : nil, thresholds)
    }

    /// Says how bad it is and what to do.
    mutating func advise(_ severity: EventSeverity, _ summary: String, _ actions: [AlertAction]) {
        record.severity = severity
        record.summary = summary
        record.actions = actions
    }

    /// Notes that it was reported as it is.
    mutating func markReported(at time: BGPTime) {
        pacing.note(at: time, isUpdate: reported == state)
        if isFlapping { flapping.markReported() }
        reported = state
        isChanged = false
        reportedHoldings = routesByPeer.count
        let peers = record.campaign?.mostPeers ?? evidence.shown.peersWithRoute
        record.peersBefore = peers
        record.peakPeers = max(record.peakPeers ?? 0, peers)
    }
}
