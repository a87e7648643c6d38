import BGPMessages
import NumberResources
import ValidatedPayloads

extension RouteDetector {
    /// Takes in a route to own space, or one with an own AS in its path.
    mutating func announce(_ event: RouteEvent, _ attributes: PathAttributes, _ number: Int32, _ mine: Int32?) {
        let index = Int(number)
        var attributes = attributes
        if attributes.asPath.asns.count > limits.pathLength { attributes.asPath = shortened(attributes.asPath) }
        let key = RouteKey(prefix: event.prefix, pathID: event.pathID)
        let session = peers[index].session
        if let old = peers[index].routes[key], old.session == session,
            pool.has(old.path, attributes.asPath, onlyToCustomer: attributes.onlyToCustomer)
        {
            // The same again. What payloads or neighbours make of it is looked at when those change.
            if old.incident >= 0 { repeatSighting(Int(old.incident), number, seen(event.time)) }
            return
        }
        learn(attributes.asPath, number, mine)
        let verdict = classifier.verdict(
            event.prefix, attributes, from: peers[index].peer, own: mine, role: peers[index].role, learned: learned)
        let slot = verdict.alertClass.flatMap { incident($0, verdict, mine) }
        let old = peers[index].routes[key]
        let isSameIncident = slot != nil && old.map { Int($0.incident) == slot } == true
        // A repeated route of the same incident keeps its place there; another one gives it up.
        guard hasRoom(for: slot, verdict, mine, number, event.prefix, old: old) else {
            if old != nil { drop(key, number) }
            if let slot { noteUntracked(slot, event, attributes, number, verdict) }
            return
        }
        let path = pool.intern(attributes.asPath, onlyToCustomer: attributes.onlyToCustomer)
        let route = TrackedRoute(
            path: path, incident: Int32(slot ?? -1), own: mine ?? -1, session: session,
            isValid: verdict.isValid)
        peers[index].routes[key] = route
        if old == nil { counts.trackedRoutes += 1 }
        if let mine, own.isExact(event.prefix, mine) {
            if verdict.alertClass?.isRightful ?? true { peers[index].rightful.insert(mine) }
            if old?.session != session { hold(mine, index) }
        }
        if let slot {
            attach(slot, route, key, number, verdict, at: seen(event.time), again: isSameIncident)
        } else {
            peers[index].followed[mine ?? -1, default: 0] += 1
        }
        if let old {
            detach(old, key, number, again: isSameIncident)
            pool.release(old.path)
        }
        if let slot { settle(slot) }
    }

    /// Whether the route is to be followed, and there is room for it.
    private mutating func hasRoom(
        for slot: Int?, _ verdict: RouteVerdict, _ mine: Int32?, _ number: Int32, _ prefix: IPPrefix,
        old: TrackedRoute?
    ) -> Bool {
        let hasRoom: Bool
        if let slot {
            let isThere = old.map { Int($0.incident) == slot } == true
            let count = incidents[slot]?.routesByPeer[Incident.peerKey(number, prefix.family)] ?? 0
            hasRoom = isThere || Int(count) < limits.incidentRoutesPerPeer
        } else {
            // Rightful routes through an own AS to what is not ours are as many as there are routes.
            if mine == nil, verdict.assessment.origin.map(own.asns.contains) != true { return false }
            let isThere = old.map { $0.incident < 0 && $0.own == (mine ?? -1) } == true
            // More specifics must not keep out the prefix itself, whose visibility depends on it.
            let isExact = mine.map { own.isExact(prefix, $0) } ?? false
            let count = isExact ? 0 : peers[Int(number)].followed[mine ?? -1] ?? 0
            hasRoom =
                isThere || (Int(count) < limits.routesPerPeer && counts.trackedRoutes < limits.trackedRoutes / 4 * 3)
        }
        if hasRoom, old != nil || counts.trackedRoutes < limits.trackedRoutes { return true }
        counts.untrackedRoutes &+= 1
        return false
    }

    /// Counts a route of an incident that cannot be followed; where none is, it holds the incident for a while.
    private mutating func noteUntracked(
        _ slot: Int, _ event: RouteEvent, _ attributes: PathAttributes, _ number: Int32, _ verdict: RouteVerdict
    ) {
        incidents[slot]?.alert.evidence.isTruncated = true
        notePrefix(slot, event.prefix)
        repeatSighting(slot, number, seen(event.time))
        if incidents[slot]?.routes == 0 {
            let end = now.adding(seconds: thresholds.endDelay)
            incidents[slot]?.awaiting = end
            incidents[slot]?.assessment = verdict.assessment
            deadlines.add(.incident(slot), at: end)
        }
        settle(slot)
    }

    /// The peer has no such route any more, or one that does not concern us.
    mutating func drop(_ key: RouteKey, _ number: Int32) {
        guard let old = peers[Int(number)].routes.removeValue(forKey: key) else { return }
        unfollow(old, key, number)
    }

    /// Undoes what following a route did, once it has left the peer's routes.
    mutating func unfollow(_ old: TrackedRoute, _ key: RouteKey, _ number: Int32) {
        counts.trackedRoutes -= 1
        if old.own >= 0, own.isExact(key.prefix, old.own) { release(old.own, Int(number), session: old.session) }
        detach(old, key, number, again: false)
        pool.release(old.path)
    }

    /// The ends of a path that is longer than any that means something: a quarter from the peer, the rest from the origin.
    private func shortened(_ path: ASPath) -> ASPath {
        let front = limits.pathLength / 4
        return ASPath(Array(path.asns.prefix(front) + path.asns.suffix(limits.pathLength - front)))
    }

    /// Takes as rightful the neighbours of ours that the first tables show, where none are configured.
    private mutating func learn(_ path: ASPath, _ number: Int32, _ mine: Int32?) {
        guard mine != nil, own.upstreams.isEmpty, now <= learningUntil, peers[Int(number)].phase == .loading,
            !peers[Int(number)].hasSettled, learned.count < 4_096,
            let neighbour = OwnEnd(path.compressed, own.asns).neighbour
        else { return }
        guard learned.insert(neighbour).inserted else { return }
        let wasNew = incidentNumbers.keys.contains { $0.alertClass == .newUpstream && $0.offender == neighbour }
        if wasNew { review(because: "the first table of another peer shows it too") }
    }
}

extension RouteDetector {
    /// Looks at every route that is followed again, because what they are judged by has changed.
    ///
    /// - Parameter reason: Why an alert that no longer has a route was false.
    mutating func review(because reason: String) {
        var touched: Set<Int> = []
        for index in peers.indices {
            let number = Int32(index)
            for (key, route) in peers[index].routes {
                let verdict = classifier.verdict(
                    key.prefix, pool.attributes(route.path), from: peers[index].peer,
                    own: route.own < 0 ? nil : route.own, role: peers[index].role, learned: learned)
                let mine = route.own < 0 ? nil : route.own
                let slot = verdict.alertClass.flatMap { incident($0, verdict, mine) }
                if let slot { incidents[slot]?.assessment = verdict.assessment }
                if Int32(slot ?? -1) == route.incident, verdict.isValid == route.isValid { continue }
                let isSame = slot != nil && Int32(slot ?? -1) == route.incident
                var changed = route
                changed.incident = Int32(slot ?? -1)
                changed.isValid = verdict.isValid
                peers[index].routes[key] = changed
                if let slot {
                    touched.insert(slot)
                    attach(slot, changed, key, number, verdict, at: wallNow, again: isSame)
                } else {
                    peers[index].followed[route.own, default: 0] += 1
                }
                if route.incident >= 0 { touched.insert(Int(route.incident)) }
                detach(route, key, number, again: isSame, settling: false)
            }
        }
        for slot in touched.sorted() { settle(slot, falseBecause: reason) }
    }
}
