import BGPMessages
import NumberResources
import SecurityEvents

/// The incidents that are kept, each in a slot of its own. A slot that is given up is another incident's later.
struct IncidentTable: Sendable {
    private let limits: DetectionLimits
    var incidents: [Incident?] = []
    private var free: [Int] = []
    private var slots: [AlertKey: Int] = [:]
    /// Incidents by subject and class, to bound the offenders.
    private var offenders: [AlertKey: Int] = [:]
    /// The slots of incidents of which nothing was reported.
    private(set) var unreported: Set<Int> = []
    /// How often each slot was given up: routes of an earlier incident are not those of the present one.
    private var generations: [UInt32] = []
    /// The rank of each slot's incident.
    private var ranks: [Int] = []
    private var order = IncidentOrder(lists: 2 + AlertClass.ranks)
    /// Since when incidents that had not ended made room for others of their rank, and how many did.
    private var turnover: (since: BGPTime, count: Int)?
    /// Incidents that could not be kept, by the limit.
    private(set) var dropped = 0
    /// Incidents that made room for others before they had ended.
    private(set) var displaced = 0
    /// Routes whose offender is one of too many, so that it has no incident of its own.
    private(set) var grouped = 0
    /// Alerts that were reported and made room before they had ended; the caller reports their ends.
    private var closed: [RouteAlert] = []

    init(limits: DetectionLimits) {
        self.limits = limits
    }

    /// The slots that are in use or free.
    var indices: Range<Int> { incidents.indices }

    subscript(slot: Int) -> Incident? {
        incidents.indices.contains(slot) ? incidents[slot] : nil
    }

    func slot(of key: AlertKey) -> Int? {
        slots[key]
    }

    /// All that are kept, in the order of their slots.
    var all: [Incident] {
        incidents.compactMap { $0 }
    }

    /// What they are about, in the order of their slots.
    var keys: [AlertKey] {
        all.map(\.key)
    }

    /// The keys of the incidents of a class whose condition holds, in the order of their slots.
    func conditions(of alertClass: AlertClass) -> [AlertKey] {
        all.filter { $0.key.alertClass == alertClass && $0.condition }.map(\.key)
    }

    func contains(_ alertClass: AlertClass, by offender: ASN) -> Bool {
        slots.keys.contains { $0.alertClass == alertClass && $0.offender == offender }
    }

    /// How many routes of one family an incident has from one peer.
    func routes(of slot: Int, by peer: Int32, _ family: AddressFamily) -> Int {
        incidents[slot]?.routes(by: peer, family) ?? 0
    }
}

extension IncidentTable {
    /// The slot of an incident, which is new where there is none; `nil` beyond the limit. A sender that makes up
    /// another origin for each route does not get an alert for each.
    mutating func open(
        _ alertClass: AlertClass, of subject: AlertSubject, by offender: ASN?, at wall: BGPTime, isMinor: Bool = false
    ) -> Int? {
        let key = AlertKey(alertClass, of: subject, by: offender)
        if let known = slots[key] { return known }
        let group = AlertKey(alertClass, of: subject)
        if offenders[group, default: 0] < limits.offendersPerPrefix { return open(key, at: wall, isMinor: isMinor) }
        if offender != nil { grouped &+= 1 }
        return open(group, at: wall, isMinor: isMinor)
    }

    /// The slot of the incident with this key, which is new where there is none; `nil` beyond the limit.
    ///
    /// - Parameter isMinor: Whether it is of low severity regardless of its class.
    mutating func open(_ key: AlertKey, at wall: BGPTime, isMinor: Bool = false) -> Int? {
        if let known = slots[key] { return known }
        let rank = isMinor ? 0 : key.alertClass.rank
        guard hasRoom || key.alertClass == .tooManyAlerts || makeRoom(for: rank, at: wall) else {
            dropped &+= 1
            return nil
        }
        let incident = Incident(key, at: wall)
        let slot: Int
        if let reused = free.popLast() {
            slot = reused
            incidents[slot] = incident
        } else {
            slot = incidents.count
            incidents.append(incident)
            generations.append(0)
            ranks.append(0)
        }
        ranks[slot] = rank
        slots[key] = slot
        arrange(slot)
        offenders[AlertKey(key.alertClass, of: key.subject), default: 0] += 1
        return slot
    }

    /// Takes over an incident from before a restart, unless there is one with its key that was reported.
    ///
    /// - Returns: its slot.
    mutating func restore(_ memory: Incident.Memory, at wall: BGPTime) -> Int? {
        guard let slot = open(memory.alert.key, at: wall), incidents[slot]?.reported == nil else { return nil }
        incidents[slot] = Incident(memory, limits)
        arrange(slot)
        return slot
    }

    /// Whether there is room for one more, without another having to go.
    var hasRoom: Bool { slots.count < limits.incidents }

    /// Makes room: first goes what ended first, then what is dormant, then what is of a lower rank, the oldest first. Of the same
    /// rank the newest stay too, but only as many a minute make room by that as have places.
    private mutating func makeRoom(for rank: Int, at wall: BGPTime) -> Bool {
        guard let (slot, list) = order.first(upTo: 2 + rank) else { return false }
        if list == 2 + rank, !turnsOver(at: wall) { return false }
        if list > 0 {
            displaced &+= 1
            let reported = incidents[slot]?.reported
            // One that another alert speaks of was not reported alone.
            let isAlone = incidents[slot]?.leader == nil
            if isAlone, var alert = incidents[slot]?.alert, reported == .active || reported == .dormant {
                alert.state = .ended
                alert.changed = wall
                alert.ended = wall
                alert.reason = "more than \(limits.incidents) alerts: it made room for newer or more severe ones"
                closed.append(alert)
            }
        }
        remove(slot)
        return true
    }

    /// The fewest incidents that may make room for others of their rank in a minute.
    static let leastTurnover = 1_000

    private mutating func turnsOver(at wall: BGPTime) -> Bool {
        if let turnover, abs(wall.microseconds(since: turnover.since)) < 60_000_000 {
            guard turnover.count < max(limits.incidents, IncidentTable.leastTurnover) else { return false }
            self.turnover?.count += 1
        } else {
            turnover = (wall, 1)
        }
        return true
    }

    /// Puts an incident where it belongs in the order of those that make room.
    private mutating func arrange(_ slot: Int) {
        // The one that says that there are too many always has a place.
        guard let alertClass = incidents[slot]?.key.alertClass, alertClass != .tooManyAlerts else { return }
        if incidents[slot]?.reported == nil { unreported.insert(slot) }
        if incidents[slot]?.endedAt != nil, incidents[slot]?.isHeld == false {
            order.move(slot, to: 0)
        } else {
            order.move(slot, to: incidents[slot]?.dormantSince != nil ? 1 : 2 + ranks[slot])
        }
    }

    /// The alerts that made room before they had ended, since the last call.
    mutating func takeClosed() -> [RouteAlert] {
        if closed.isEmpty { return [] }
        defer { closed = [] }
        return closed
    }

    /// The number of incidents that were lost to the limit.
    var lost: Int { dropped &+ displaced }

    /// A route as it belongs to incidents now: one whose incident has made room belongs to none.
    func current(_ route: TrackedRoute) -> TrackedRoute {
        guard route.incident >= 0, generations[Int(route.incident)] != route.generation else { return route }
        var route = route
        route.incident = TrackedRoute.ofLostIncident
        return route
    }

    /// How often a slot was given up.
    func generation(of slot: Int?) -> UInt32 {
        slot.map { generations[$0] } ?? 0
    }

    private mutating func remove(_ slot: Int) {
        guard let key = incidents[slot]?.key else { return }
        unlink(slot)
        incidents[slot] = nil
        order.remove(slot)
        unreported.remove(slot)
        generations[slot] &+= 1
        free.append(slot)
        slots[key] = nil
        let group = AlertKey(key.alertClass, of: key.subject)
        offenders[group, default: 1] -= 1
        if offenders[group] == 0 { offenders[group] = nil }
    }
}

// MARK: - Routes and evidence

extension IncidentTable {
    mutating func attach(_ verdict: RouteVerdict, to slot: Int, by peer: Int32, _ family: AddressFamily) {
        incidents[slot]?.attach(verdict, by: peer, family, limits)
    }

    /// Takes a route out of its incident, if it has one.
    ///
    /// - Parameter isReplaced: Another one of the same peer and prefix has taken its place in the incident.
    mutating func detach(_ route: TrackedRoute, by peer: Int32, _ family: AddressFamily, isReplaced: Bool) {
        guard route.incident >= 0 else { return }
        incidents[Int(route.incident)]?.detach(isValid: route.isValid, by: peer, family, isReplaced: isReplaced)
    }

    mutating func reassess(_ slot: Int, _ assessment: RouteAssessment) {
        incidents[slot]?.reassess(assessment)
    }

    mutating func holdUntracked(_ slot: Int, _ assessment: RouteAssessment, until end: BGPTime) -> Bool {
        incidents[slot]?.holdUntracked(assessment, until: end) ?? false
    }

    /// Counts an announcement.
    ///
    /// - Returns: Whether the peer has been seen before.
    mutating func noteAnnouncement(_ slot: Int, by peer: Int32, at time: BGPTime) -> Bool {
        incidents[slot]?.noteAnnouncement(by: peer, at: time) ?? true
    }

    mutating func addPeer(_ number: Int32, feed: String, _ peer: BGPPeer, to slot: Int, at time: BGPTime) {
        incidents[slot]?.note { [limits] in $0.addPeer(number, feed: feed, peer, at: time, limits) }
    }

    mutating func notePath(_ path: Int32, in pool: PathPool, to prefix: IPPrefix, by number: Int32, of slot: Int) {
        incidents[slot]?.note { [limits] in
            $0.notePath(path, in: pool, to: prefix, by: number, limits)
            return false
        }
    }

    mutating func notePrefix(_ prefix: IPPrefix, of slot: Int) {
        incidents[slot]?.note { [limits] in $0.notePrefix(prefix, limits) }
    }

    mutating func noteTruncation(_ slot: Int) {
        incidents[slot]?.note {
            $0.noteTruncation()
            return false
        }
    }

    /// The number of a peer is another one's now.
    mutating func forgetPeer(_ number: Int32) {
        for slot in incidents.indices {
            incidents[slot]?.note {
                $0.forgetPeer(number)
                return false
            }
        }
    }

    /// - Returns: Whether the spread was another one before.
    mutating func setSpread(_ spread: AlertEvidence.Spread, _ family: AddressFamily, of slot: Int) -> Bool {
        var isNew = false
        incidents[slot]?.note {
            isNew = $0.setSpread(spread, family)
            return false
        }
        return isNew
    }

    /// How many peers have the routes of an incident, of those that could.
    ///
    /// - Parameter spread: For a family, given whether a peer has a route.
    mutating func updateSpread(
        of slot: Int, _ spread: (AddressFamily, (Int) -> Bool) -> AlertEvidence.Spread?
    ) {
        incidents[slot]?.updateSpread(spread)
    }

    /// What else holds for its routes, and the VRPs that cover them.
    mutating func setFindings(of slot: Int, _ findings: [String: String], roas: [AlertEvidence.ROA]) {
        incidents[slot]?.note {
            $0.setFindings(findings, roas: roas)
            return false
        }
    }
}

// MARK: - Their life

extension IncidentTable {
    /// Sets whether the condition of an alert without routes holds.
    ///
    /// - Returns: the slot of the incident, where that is something else than before.
    mutating func setCondition(_ key: AlertKey, _ holds: Bool, at wall: BGPTime) -> Int? {
        guard let slot = holds ? open(key, at: wall) : slots[key],
            incidents[slot]?.setCondition(holds, at: wall) == true
        else { return nil }
        return slot
    }

    /// Brings the state of an incident in line with what there is.
    ///
    /// - Parameter reason: Why it was false if nothing of it is left, because it was looked at again.
    /// - Returns: when it is to be looked at next, where that follows.
    mutating func settle(
        _ slot: Int, falseBecause reason: String?, at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds
    ) -> BGPTime? {
        defer { arrange(slot) }
        return incidents[slot]?.settle(falseBecause: reason, at: moment, thresholds) ?? nil
    }

    mutating func endAwaiting(_ slot: Int, at time: BGPTime) -> (isOver: Bool, next: BGPTime?) {
        incidents[slot]?.endAwaiting(at: time) ?? (false, nil)
    }

    mutating func endTest(_ slot: Int) -> Bool {
        incidents[slot]?.endTest() ?? false
    }

    mutating func endDormancy(
        _ slot: Int, at moment: DetectionClock.Moment, _ thresholds: DetectionThresholds
    ) -> BGPTime? {
        defer { arrange(slot) }
        return incidents[slot]?.endDormancy(at: moment, thresholds) ?? nil
    }

    /// Notes that an incident that came and went has been steady for long enough.
    ///
    /// - Returns: when it will have been, where it comes and goes.
    mutating func calm(_ slot: Int, at time: BGPTime) -> BGPTime? {
        incidents[slot]?.calm(at: time) ?? nil
    }

    /// Forgets an incident that ended too long ago to be reopened.
    ///
    /// - Returns: Whether it did, and otherwise when it is to be looked at next, where it has ended.
    mutating func expire(
        _ slot: Int, at time: BGPTime, _ thresholds: DetectionThresholds
    ) -> (isGone: Bool, next: BGPTime?) {
        guard let end = incidents[slot]?.expiry(thresholds) else { return (false, nil) }
        if end > time { return (false, end) }
        // One that is held has not been reported as such: it is muted, or a ROA authorises it.
        if incidents[slot]?.isHeld == true {
            return (false, time.adding(seconds: max(60, thresholds.reopenWithin)))
        }
        remove(slot)
        return (true, nil)
    }

    /// What there is to report of an incident; `nil` where nothing is.
    func pendingChange(of slot: Int) -> AlertChange.Kind? {
        incidents[slot]?.pendingChange
    }

    /// Sets the number that an alert about a number shows.
    mutating func setCount(_ count: Int, of slot: Int) {
        incidents[slot]?.note { $0.setCount(count) }
    }

    /// There is something new to an incident.
    ///
    /// - Parameter isUrgent: Whether it does not wait for its turn.
    mutating func touch(_ slot: Int, isUrgent: Bool = false) {
        incidents[slot]?.touch(isUrgent: isUrgent)
    }

    /// Counts a report, unless there were too many.
    ///
    /// - Returns: the time until which it has to wait; `nil` where it need not.
    mutating func pace(
        _ slot: Int, _ kind: AlertChange.Kind, at time: BGPTime, _ thresholds: DetectionThresholds
    ) -> BGPTime? {
        incidents[slot]?.pace(kind, at: time, thresholds) ?? nil
    }

    /// Says how bad an incident is and what to do.
    mutating func advise(_ slot: Int, _ severity: EventSeverity, _ summary: String, _ actions: [AlertAction]) {
        incidents[slot]?.advise(severity, summary, actions)
    }

    /// Notes that an incident was reported as it is.
    mutating func markReported(_ slot: Int, at time: BGPTime) {
        incidents[slot]?.markReported(at: time)
        unreported.remove(slot)
    }
}
