import BGPMessages
import NumberResources
import ValidatedPayloads

extension RouteDetector {
    /// The incident that a route of this class belongs to, which is new where there is none; `nil` beyond the limit.
    mutating func incident(_ alertClass: AlertClass, _ verdict: RouteVerdict, _ mine: Int32?) -> Int? {
        let subject: AlertSubject
        if let mine {
            subject = .prefix(own.prefixes[Int(mine)].prefix)
        } else if let asn = verdict.ownASN {
            subject = .asn(asn)
        } else {
            return nil
        }
        let key = AlertKey(alertClass, of: subject, by: verdict.offender)
        let group = AlertKey(alertClass, of: subject)
        // Whoever makes up another origin for each route gets no alert for each.
        let isOneOfTooMany =
            incidentNumbers[key] == nil && offenderCounts[group, default: 0] >= limits.offendersPerPrefix
        return slot(of: isOneOfTooMany ? group : key)
    }

    mutating func slot(of key: AlertKey) -> Int? {
        if let known = incidentNumbers[key] { return known }
        guard incidentNumbers.count < limits.incidents || evictOldest() else {
            counts.droppedIncidents &+= 1
            return nil
        }
        let incident = Incident(RouteAlert(key, at: wallNow))
        let slot: Int
        if let free = freeIncidents.popLast() {
            slot = free
            incidents[slot] = incident
        } else {
            slot = incidents.count
            incidents.append(incident)
        }
        incidentNumbers[key] = slot
        offenderCounts[AlertKey(key.alertClass, of: key.subject), default: 0] += 1
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
        guard let key = incidents[slot]?.alert.key else { return }
        incidents[slot] = nil
        freeIncidents.append(slot)
        incidentNumbers[key] = nil
        let group = AlertKey(key.alertClass, of: key.subject)
        offenderCounts[group, default: 1] -= 1
        if offenderCounts[group] == 0 { offenderCounts[group] = nil }
    }

    /// Says whether what an alert without routes speaks of holds.
    ///
    /// - Parameter reason: Why it was false, where it was.
    mutating func setCondition(_ key: AlertKey, _ holds: Bool, falseBecause reason: String? = nil) {
        guard let slot = holds ? slot(of: key) : incidentNumbers[key] else { return }
        guard incidents[slot]?.condition != holds else { return }
        incidents[slot]?.condition = holds
        incidents[slot]?.awaiting = nil
        let present = wallNow
        if holds { incidents[slot]?.alert.evidence.lastSeen = present }
        settle(slot, falseBecause: reason)
    }
}

extension RouteDetector {
    /// Brings the state of an alert in line with what it speaks of, and tells it.
    ///
    /// - Parameter reason: Why it was false if nothing of it is left, because it was looked at anew.
    mutating func settle(_ slot: Int, falseBecause reason: String? = nil) {
        guard let state = incidents[slot]?.alert.state, let holds = incidents[slot]?.isHeld,
            let isValidated = incidents[slot]?.isValidated
        else { return }
        switch state {
        case .active where isValidated && reason != nil && incidents[slot]?.alert.isDowngraded == false:
            incidents[slot]?.alert.isDowngraded = true
            enter(.withdrawn, slot, reason: "a ROA authorises its origin")
        case .active, .dormant:
            if !holds {
                if let reason, incidents[slot]?.alert.key.alertClass.isRefuted == true {
                    enter(.withdrawn, slot, reason: reason)
                } else if state == .active {
                    enter(.dormant, slot)
                }
            } else if state == .dormant {
                enter(.active, slot)
            }
            if holds, incidents[slot]?.alert.isDowngraded != isValidated {
                incidents[slot]?.alert.isDowngraded = isValidated
                incidents[slot]?.isChanged = true
            }
        case .ended, .withdrawn:
            if holds, state == .ended || !isValidated { reopen(slot, isValidated) }
        }
        reconcile(slot)
    }

    private mutating func enter(_ state: RouteAlert.State, _ slot: Int, reason: String? = nil) {
        let present = (wall: wallNow, own: now)
        incidents[slot]?.alert.state = state
        incidents[slot]?.alert.changed = present.wall
        incidents[slot]?.alert.reason = reason
        incidents[slot]?.dormantSince = state == .dormant ? present.own : nil
        switch state {
        case .active:
            incidents[slot]?.alert.ended = nil
            incidents[slot]?.endedAt = nil
        case .dormant:
            deadlines.add(.incident(slot), at: now.adding(seconds: thresholds.endDelay))
        case .ended, .withdrawn:
            incidents[slot]?.alert.ended = present.wall
            incidents[slot]?.endedAt = present.own
            deadlines.add(.incident(slot), at: now.adding(seconds: thresholds.reopenWithin + 1))
        }
    }

    /// It is there again: the same alert, or another one when the last is too long ago.
    private mutating func reopen(_ slot: Int, _ isValidated: Bool) {
        guard let ended = incidents[slot]?.endedAt, let key = incidents[slot]?.alert.key else { return }
        if now.microseconds(since: ended) <= Int64(clamping: thresholds.reopenWithin) * 1_000_000 {
            if incidents[slot]?.told != nil { incidents[slot]?.alert.reopened += 1 }
        } else {
            var alert = RouteAlert(key, at: wallNow)
            if let evidence = incidents[slot]?.alert.evidence { alert.evidence = evidence }
            incidents[slot]?.alert = alert
            incidents[slot]?.told = nil
        }
        incidents[slot]?.alert.isDowngraded = isValidated
        enter(.active, slot)
    }

    /// There is something new to an alert.
    mutating func touch(_ slot: Int) {
        incidents[slot]?.isChanged = true
        reconcile(slot)
    }

    mutating func incidentFellDue(_ slot: Int) {
        guard incidents.indices.contains(slot), let state = incidents[slot]?.alert.state else { return }
        if let awaiting = incidents[slot]?.awaiting {
            if awaiting <= now {
                incidents[slot]?.awaiting = nil
                settle(slot)
            } else {
                deadlines.add(.incident(slot), at: awaiting)
            }
        }
        if incidents[slot]?.alert.key.alertClass == .test, incidents[slot]?.condition == true {
            incidents[slot]?.condition = false
            settle(slot)
        }
        if state == .dormant, let since = incidents[slot]?.dormantSince {
            let end = since.adding(seconds: thresholds.endDelay)
            if end <= now { enter(.ended, slot) } else { deadlines.add(.incident(slot), at: end) }
        }
        if let ended = incidents[slot]?.endedAt {
            let end = ended.adding(seconds: thresholds.reopenWithin + 1)
            if end > now {
                deadlines.add(.incident(slot), at: end)
            } else if incidents[slot]?.isHeld == false {
                return remove(slot)
            } else {
                deadlines.add(.incident(slot), at: now.adding(seconds: max(60, thresholds.reopenWithin)))
            }
        }
        reconcile(slot)
    }
}

extension RouteDetector {
    /// Tells what has become of an alert since it was last told, unless it is not to be heard of now.
    mutating func reconcile(_ slot: Int) {
        guard let state = incidents[slot]?.alert.state, let isChanged = incidents[slot]?.isChanged,
            let kind = AlertChange.Kind(from: incidents[slot]?.told, to: state, isChanged: isChanged)
        else { return }
        if let alert = incidents[slot]?.alert, isSuppressed(alert) {
            // Nobody has heard of it and it is over.
            return
        }
        if kind == .updated, let last = incidents[slot]?.lastTold {
            let due = last.adding(seconds: thresholds.updateInterval)
            if due > now { return deadlines.add(.incident(slot), at: due) }
        }
        if let burst = incidents[slot]?.burst,
            case let end = burst.adding(seconds: thresholds.updateInterval), end > now
        {
            // A route that comes and goes all the time is told of a few times an interval only.
            if let count = incidents[slot]?.burstCount, count >= 6 { return deadlines.add(.incident(slot), at: end) }
            incidents[slot]?.burstCount += 1
        } else {
            incidents[slot]?.burst = now
            incidents[slot]?.burstCount = 1
        }
        render(slot)
        incidents[slot]?.told = state
        incidents[slot]?.lastTold = now
        incidents[slot]?.isChanged = false
        if let alert = incidents[slot]?.alert { changes.append(AlertChange(kind, at: wallNow, alert: alert)) }
    }

    private func isSuppressed(_ alert: RouteAlert) -> Bool {
        if alert.key.alertClass == .test { return false }
        let present = wallNow
        return own.configuration.maintenance.contains {
            $0.from <= present && present < $0.to && $0.alerts.fits(alert)
        }
            || own.configuration.mutes.contains { mute in
                (mute.until.map { present < $0 } ?? true) && mute.alerts.fits(alert)
            }
    }
}

extension AlertChange.Kind {
    /// What to tell of an alert whose state was last told to be `told`; `nil` where nothing is.
    init?(from told: RouteAlert.State?, to state: RouteAlert.State, isChanged: Bool) {
        switch (told, state) {
        case (nil, .active): self = .raised
        case (nil, _): return nil
        case (.active, .active) where isChanged: self = .updated
        case (.active, .dormant): self = .dormant
        case (.dormant, .active): self = .resumed
        case (.ended, .active), (.withdrawn, .active): self = .reopened
        case (.active, .ended), (.dormant, .ended): self = .ended
        case (.active, .withdrawn), (.dormant, .withdrawn): self = .withdrawn
        default: return nil
        }
    }
}

extension AlertFilter {
    func fits(_ alert: RouteAlert) -> Bool {
        if let id, id != alert.id { return false }
        if !classes.isEmpty, !classes.contains(alert.key.alertClass) { return false }
        if !offenders.isEmpty, !(alert.key.offender.map(offenders.contains) ?? false) { return false }
        if prefixes.isEmpty { return true }
        guard case .prefix(let prefix) = alert.key.subject else { return false }
        return prefixes.contains { $0.covers(prefix) }
    }
}

extension AlertClass {
    /// Whether a route of the class is our own all the same, so that its end is a loss.
    var isRightful: Bool {
        switch self {
        case .rpkiInvalid, .moreSpecificThanROA, .newUpstream, .bogon: true
        default: false
        }
    }

    /// Whether an alert that is left without a cause when payloads or configuration change has been false, rather than mended.
    var isRefuted: Bool {
        switch self {
        case .exactPrefixOrigin, .exactPrefixFirstHop, .exactPrefixPath, .subPrefixOrigin, .subPrefixFirstHop,
            .subPrefixPath, .squatting, .newUpstream, .routeLeak, .roaChanged:
            true
        default: false
        }
    }
}
