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
    /// Incidents that could not be kept, by the limit.
    private(set) var dropped = 0

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
        _ alertClass: AlertClass, of subject: AlertSubject, by offender: ASN?, at wall: BGPTime
    ) -> Int? {
        let key = AlertKey(alertClass, of: subject, by: offender)
        if let known = slots[key] { return known }
        let group = AlertKey(alertClass, of: subject)
        return open(offenders[group, default: 0] >= limits.offendersPerPrefix ? group : key, at: wall)
    }

    /// The slot of the incident with this key, which is new where there is none; `nil` beyond the limit.
    mutating func open(_ key: AlertKey, at wall: BGPTime) -> Int? {
        if let known = slots[key] { return known }
        guard slots.count < limits.incidents || evictOldest() else {
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
        }
        slots[key] = slot
        offenders[AlertKey(key.alertClass, of: key.subject), default: 0] += 1
        return slot
    }

    /// Takes over an incident from before a restart, unless there is one with its key that was reported.
    ///
    /// - Returns: its slot.
    mutating func restore(_ memory: Incident.Memory, at wall: BGPTime) -> Int? {
        guard let slot = open(memory.alert.key, at: wall), incidents[slot]?.reported == nil else { return nil }
        incidents[slot] = Incident(memory, limits)
        return slot
    }

    /// Forgets the incident that ended first; `false` where none has ended.
    private mutating func evictOldest() -> Bool {
        var oldest: (slot: Int, time: BGPTime)?
        for slot in incidents.indices {
            guard let ended = incidents[slot]?.endedAt, incidents[slot]?.isHeld == false else { continue }
            if oldest.map({ ended < $0.time }) ?? true { oldest = (slot, ended) }
        }
        guard let oldest else { return false }
        remove(oldest.slot)
        return true
    }

    private mutating func remove(_ slot: Int) {
        guard let key = incidents[slot]?.key else { return }
        unlink(slot)
        incidents[slot] = nil
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
        incidents[slot]?.settle(falseBecause: reason, at: moment, thresholds) ?? nil
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
        incidents[slot]?.endDormancy(at: moment, thresholds) ?? nil
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
    }
}
