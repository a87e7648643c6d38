import BGPMessages
import NumberResources
import SecurityEvents
import ValidatedPayloads

extension RouteDetector {
    /// The incident that a route of this verdict belongs to, which is new where there is none; `nil` where the route is rightful,
    /// and beyond the limit.
    mutating func incident(_ verdict: RouteVerdict, _ mine: Int32?) -> Int? {
        guard let alertClass = verdict.alertClass else { return nil }
        let subject: AlertSubject
        if let mine = verdict.below ?? mine, alertClass != .newDownstream {
            subject = .prefix(own.prefixes[Int(mine)].prefix)
        } else if let asn = verdict.ownASN {
            subject = .asn(asn)
        } else {
            return nil
        }
        if alertClass.isAboutNeighbour, let neighbour = verdict.offender {
            adjacencies.note(neighbour, at: moment.cause)
        }
        let lost = incidents.lost
        let slot = incidents.open(
            alertClass, of: subject, by: verdict.offender, at: moment.cause, isMinor: verdict.isValid)
        if incidents.lost != lost { noteLostIncidents() }
        return slot
    }

    /// Sets whether the condition of an alert without routes holds.
    ///
    /// - Parameters:
    ///   - reason: Why it was false, where it was.
    ///   - time: Since when that is so, by the operator's clock; `nil` for now.
    mutating func setCondition(
        _ key: AlertKey, _ holds: Bool, falseBecause reason: String? = nil, since time: BGPTime? = nil
    ) {
        let lost = incidents.lost
        let found = incidents.setCondition(key, holds, at: time ?? clock.wallNow)
        if incidents.lost != lost { noteLostIncidents() }
        guard let slot = found else { return }
        let earlier = occurred
        if let time { occurred = time }
        settle(slot, falseBecause: reason)
        occurred = earlier
    }

    /// The present, and when that happened which is looked at.
    var moment: DetectionClock.Moment {
        clock.moment(of: occurred)
    }

    mutating func apply(_ conditions: [AlertCondition]) {
        for condition in conditions { setCondition(condition.key, condition.holds) }
    }

    /// Updates the state of an alert after a change of its routes or condition, and reports it.
    ///
    /// - Parameter reason: Why it was false if nothing of it is left, because it was looked at again.
    mutating func settle(_ slot: Int, falseBecause reason: String? = nil) {
        look(at: slot, next: incidents.settle(slot, falseBecause: reason, at: moment, thresholds))
        let leader = incidents.count(slot)
        reconcile(slot)
        if let leader { settle(leader) }
    }

    private mutating func look(at slot: Int, next time: BGPTime?) {
        if let time { deadlines.add(.incident(slot), at: time) }
    }

    mutating func incidentFellDue(_ slot: Int) {
        guard let state = incidents[slot]?.state else { return }
        let awaiting = incidents.endAwaiting(slot, at: clock.now)
        look(at: slot, next: awaiting.next)
        if awaiting.isOver { settle(slot) }
        if incidents.endTest(slot) { settle(slot) }
        if state == .dormant { look(at: slot, next: incidents.endDormancy(slot, at: clock.moment, thresholds)) }
        look(at: slot, next: incidents.calm(slot, at: clock.now))
        let expiry = incidents.expire(slot, at: clock.now, thresholds)
        if expiry.isGone { return }
        look(at: slot, next: expiry.next)
        reconcile(slot)
    }
}

// MARK: - Routes

extension RouteDetector {
    /// Adds a route to an incident.
    ///
    /// - Parameter isAgain: It takes the place of another one of the same incident and prefix.
    mutating func attach(
        _ route: TrackedRoute, _ key: RouteKey, to slot: Int, _ number: Int32, _ verdict: RouteVerdict,
        at time: BGPTime, again isAgain: Bool
    ) {
        incidents.attach(verdict, to: slot, by: number, key.prefix.family)
        if !isAgain { incidents.notePrefix(key.prefix, of: slot) }
        noteAnnouncement(slot, number, at: time)
        incidents.notePath(route.path, in: routes.paths, to: key.prefix, by: number, of: slot)
    }

    /// Notes an announcement of the incident by a peer.
    mutating func noteAnnouncement(_ slot: Int, _ number: Int32, at time: BGPTime) {
        if incidents.noteAnnouncement(slot, by: number, at: time) { return }
        let index = Int(number)
        incidents.addPeer(
            number, feed: feeds.name(of: peers.feed(index)), peers.peer(index), to: slot, at: time)
        // The peer that makes sure what others alone did not.
        if let incident = incidents[slot], incident.isUnconfirmed,
            incident.alert.evidence.peerCount == neededPeers(incident)
        {
            incidents.touch(slot, isUrgent: true)
        }
    }

    /// Takes a route out of its incident, if it has one, and looks what that means for it.
    mutating func detach(_ route: TrackedRoute, _ key: RouteKey, _ number: Int32) {
        let route = incidents.current(route)
        guard route.incident >= 0 else { return }
        incidents.detach(route, by: number, key.prefix.family, isReplaced: false)
        settle(Int(route.incident))
    }
}

// MARK: - Reports

extension RouteDetector {
    /// Reports what has become of an alert since it was last reported, unless it is suppressed now.
    ///
    /// - Parameter isLast: Whether nothing follows, so that nothing waits for its turn.
    mutating func reconcile(_ slot: Int, isLast: Bool = false) {
        // What was never reported and is over needs no report.
        guard let kind = incidents.pendingChange(of: slot), let alert = incidents[slot]?.alert,
            !own.configuration.isSuppressed(alert, at: clock.wallNow)
        else { return }
        if let leader = leader(of: slot, kind) { return report(slot, kind, with: leader) }
        if !isLast, let time = due(slot, kind) { return deadlines.add(.incident(slot), at: time) }
        if kind == .raised { gather(slot) }
        refreshMembers(of: slot)
        render(slot)
        if let alert = incidents[slot]?.alert { changes.append(AlertChange(kind, at: clock.wallNow, alert: alert)) }
        incidents.markReported(slot, at: clock.now)
    }

    /// Reports what waits for its turn, where nothing follows: the files have come to their end.
    public mutating func conclude() -> [AlertChange] {
        concludeRecoveries()
        // What is first reported now may join the alert of one that was passed already.
        for slot in Array(incidents.indices) + Array(incidents.indices) {
            guard let incident = incidents[slot], incident.leader == nil,
                incident.isOutdated || incident.membership.members.contains(where: { incidents[$0]?.isStale == true })
            else { continue }
            incidents.touch(slot)
            reconcile(slot, isLast: true)
        }
        return drain()
    }

    /// Comes back when a mute or a maintenance window ends.
    mutating func armSuppression() {
        guard let next = own.configuration.suppressionEnd(after: clock.wallNow) else { return }
        deadlines.add(.suppression, at: clock.own(next))
    }

    mutating func suppressionFellDue() {
        for slot in incidents.indices { reconcile(slot) }
        armSuppression()
    }

    /// Brings the figures of alerts up to date that are not as they were reported, within a bounded effort.
    ///
    /// - Returns: those alerts.
    public mutating func refresh() -> [RouteAlert] {
        var budget = limits.refreshEffort
        var refreshed: [RouteAlert] = []
        for slot in incidents.indices where incidents[slot]?.hasNewFigures == true {
            guard incidents[slot]?.assessment != nil else { continue }
            if refreshed.isEmpty { peers.refreshSizes() }
            budget -= peers.indices.count
            setSpread(of: slot)
            if let alert = incidents[slot]?.alert { refreshed.append(alert) }
            if budget <= 0 { break }
        }
        return refreshed
    }

    /// Counts the peers that have the routes of an incident; the sizes of their tables are as they were counted last.
    private mutating func setSpread(of slot: Int) {
        let (peers, thresholds) = (peers, thresholds)
        incidents.updateSpread(of: slot) { peers.spread($0, thresholds, where: $1) }
    }

    /// Works out what an alert says in addition to the evidence of its routes.
    mutating func render(_ slot: Int) {
        let assessment = incidents[slot]?.assessment
        if assessment != nil {
            peers.refreshSizes()
            setSpread(of: slot)
        }
        guard let incident = incidents[slot] else { return }
        incidents.setFindings(
            of: slot, assessment.map(RouteDetector.findings) ?? [:], roas: roas(of: incident.alert))
        // Of the members that are shown, the figures are those of now.
        for member in incident.membership.members.prefix(limits.campaignMembers)
        where incidents[member]?.assessment != nil {
            setSpread(of: member)
        }
        guard var alert = incidents[slot]?.alert else { return }
        let campaign = campaign(of: incident)
        if let campaign { alert.evidence.prefixes = campaign.announced }
        let advice = AlertAdvice(
            alert: alert, own: own, payloads: baseline.payloads, paths: classifier.validator.paths,
            bogons: classifier.validator.bogons, legitimate: legitimate(alert.key), isLost: isLost(alert.key),
            assessment: assessment, acceptedBy: incident.acceptedBy)
        // There is nothing to do about what is over.
        let isOver = (alert.state == .dormant && alert.flaps == nil) || alert.state == .ended
        let confidence = confidence(of: incident, alert)
        incidents.setContext(of: slot, confidence, campaign?.shown)
        let severity = confidence?.severity(advice.severity) ?? advice.severity
        incidents.advise(
            slot, max(severity, campaign?.severity ?? severity), campaign?.summary ?? advice.summary,
            isOver ? [] : advice.actions)
    }

    /// Routes within the prefix of an alert that are announced, or may be, by the configuration.
    private func legitimate(_ key: AlertKey) -> [OwnPayloads.Pair] {
        guard case .prefix(let prefix) = key.subject, key.alertClass.advisesROAs else { return [] }
        var pairs: Set<OwnPayloads.Pair> = []
        func add(_ pair: OwnPayloads.Pair) {
            if pairs.count < AlertAdvice.mostRoutes { pairs.insert(pair) }
        }
        for index in own.table.covered(by: prefix).flatMap(\.values) {
            let mine = own.prefixes[Int(index)]
            for origin in mine.origins { add(OwnPayloads.Pair(prefix: mine.prefix, origin: origin)) }
            let origins = mine.origins
            routes.forEachAnnounced(index) { pair in
                if origins.contains(pair.origin) || !origins.isEmpty && own.asns.contains(pair.origin) { add(pair) }
            }
        }
        return Array(pairs)
    }

    private func isLost(_ key: AlertKey) -> Bool {
        guard key.alertClass == .superPrefixOrigin, case .prefix(let prefix) = key.subject,
            let mine = own.index(of: prefix)
        else { return false }
        let spread = visibility.spread(of: Int(mine))
        return spread.all > 0 && spread.present == 0
    }

    private static func findings(_ assessment: RouteAssessment) -> [String: String] {
        var findings = ["rpki": assessment.originState.rawValue]
        findings["aspa"] = assessment.pathState?.rawValue
        findings["otc"] = assessment.leak?.rawValue
        findings["rule"] = assessment.brokenRule?.description
        if assessment.bogons.isBogon { findings["bogon"] = assessment.bogons.names.joined(separator: ",") }
        return findings
    }

    private func roas(of alert: RouteAlert) -> [AlertEvidence.ROA] {
        var rows: [OwnPayloads.Row] = []
        func add(_ prefix: IPPrefix) {
            baseline.payloads.forEachCovering(prefix) { row in
                if rows.count < limits.evidenceSamples, !rows.contains(row) { rows.append(row) }
            }
        }
        if case .prefix(let prefix) = alert.key.subject { add(prefix) }
        for prefix in alert.evidence.prefixes { add(prefix) }
        return rows.map(\.evidence)
    }
}
