import BGPMessages
import NumberResources

extension RouteDetector {
    /// Takes over another configuration and looks at all routes again. Alerts about what is no longer configured are withdrawn.
    public mutating func update(configuration: DetectionConfiguration) -> [AlertChange] {
        let before = own
        let own = OwnResources(configuration, bogons: classifier.validator.bogons)
        let reason = "the configuration has changed"
        classifier = RouteClassifier(
            own: own, validator: classifier.validator, knowsPayloads: classifier.knowsPayloads,
            registered: classifier.registered)
        renumber(from: before, because: reason)
        for key in incidents.keys where !isConfigured(key) { setCondition(key, false, falseBecause: reason) }
        recountCarriers()
        baseline.narrow(to: own)
        review(because: reason)
        for mine in visibility.indices { checkVisibility(mine) }
        if baseline.isKnown {
            baseline.acceptPresent(own, notIn: before)
            for key in incidents.conditions(of: .roaChanged) where isNewlyRightful(key, before) {
                setCondition(key, false, falseBecause: reason)
            }
            checkExpiry()
            checkUnused()
        }
        suppressionFellDue()
        return drain()
    }

    func isConfigured(_ key: AlertKey) -> Bool {
        if key.alertClass == .visibilityLost, !watchesVisibility { return false }
        if key.alertClass == .upstreamLost, !(key.offender.map(own.upstreams.contains) ?? false) { return false }
        if [.upstreamLost, .roaUnused].contains(key.alertClass), !own.configuration.checks.contains(key.alertClass) {
            return false
        }
        if key.alertClass == .roaUnused, !watchesUnused { return false }
        return switch key.subject {
        case .prefix(let prefix): own.index(of: prefix) != nil || key.alertClass == .test
        case .asn(let asn): own.asns.contains(asn) || key.alertClass == .test
        case .feed, .trustAnchor, .limit: true
        }
    }

    /// Whether the AS that an alert names may originate the prefix now, and could not before.
    private func isNewlyRightful(_ key: AlertKey, _ before: OwnResources) -> Bool {
        guard case .prefix(let prefix) = key.subject, let origin = key.offender,
            let mine = own.index(of: prefix), let earlier = before.index(of: prefix)
        else { return false }
        return own.prefixes[Int(mine)].origins.contains(origin)
            && !before.prefixes[Int(earlier)].origins.contains(origin)
    }

    /// Brings what peers have in line with the monitored prefixes as they are numbered now.
    ///
    /// - Parameter reason: Why an alert whose routes are no longer looked at was false.
    private mutating func renumber(from before: OwnResources, because reason: String) {
        let (own, peers) = (own, peers)
        visibility.renumber(
            count: own.prefixes.count, { own.index(of: before.prefixes[Int($0)].prefix) },
            standing: { (!own.isExcluded(peers.peer($0)), peers.isUp($0)) })
        for mine in visibility.indices {
            if let until = visibility.expectedUntil(mine) { deadlines.add(.visibility(mine), at: until) }
        }
        for index in peers.indices {
            let isExcluded = own.isExcluded(peers.peer(index))
            self.peers.setExcluded(index, isExcluded)
            let gone = routes.renumber(index) { key, attributes in
                let mine = own.index(covering: key.prefix) ?? -1
                let isOutside = mine < 0 && !own.isIn(attributes.asPath) && own.index(below: key.prefix) == nil
                return isExcluded || isOutside ? nil : mine
            }
            for (key, tracked) in gone {
                let route = incidents.current(tracked)
                guard route.incident >= 0 else { continue }
                incidents.detach(route, by: Int32(index), key.prefix.family, isReplaced: false)
                settle(Int(route.incident), falseBecause: reason)
            }
            guard peers.isUp(index) else { continue }
            let session = peers.session(index)
            for (key, route) in routes.routes(of: index)
            where route.own >= 0 && route.session == session && own.isExact(key.prefix, route.own) {
                visibility.holdAgain(route.own, by: index)
            }
        }
    }

    /// Raises an alert of class `test`; it ends like any other. Mutes and maintenance windows do not apply to it.
    public mutating func raiseTest(_ subject: AlertSubject) -> [AlertChange] {
        let key = AlertKey(.test, of: subject)
        setCondition(key, false)
        setCondition(key, true)
        if let slot = incidents.slot(of: key) {
            deadlines.add(.incident(slot), at: clock.now.adding(seconds: 1))
        }
        return drain()
    }
}
