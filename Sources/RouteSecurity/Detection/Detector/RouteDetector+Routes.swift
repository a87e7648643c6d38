import BGPMessages
import NumberResources

extension RouteDetector {
    /// Takes in a route to own space, or one with an own AS in its path.
    mutating func announce(_ event: RouteEvent, _ attributes: PathAttributes, _ number: Int32, _ mine: Int32?) {
        let index = Int(number)
        var attributes = attributes
        if attributes.asPath.asns.count > limits.pathLength {
            attributes.asPath = attributes.asPath.shortened(to: limits.pathLength)
        }
        let key = RouteKey(prefix: event.prefix, pathID: event.pathID)
        let session = peers.session(index)
        if let old = routes[key, of: index].map(incidents.current), old.session == session,
            old.incident != TrackedRoute.ofLostIncident || !incidents.hasRoom,
            routes.paths.has(old.path, attributes.asPath, onlyToCustomer: attributes.onlyToCustomer)
        {
            // The same again. What payloads or neighbours make of it is looked at when those change.
            if old.incident >= 0 { noteAnnouncement(Int(old.incident), number, at: clock.seen(event.time)) }
            return
        }
        learn(attributes.asPath, index, mine)
        noteCone(attributes.asPath, number, at: event.time)
        var verdict = classifier.verdict(
            event.prefix, attributes, from: peers.peer(index), own: mine, role: peers.role(index),
            learned: neighbours.asns, usual: learned)
        if learns(verdict, event.prefix, index) { verdict.alertClass = nil }
        let slot = incident(verdict, mine)
        let old = routes[key, of: index].map(incidents.current)
        // A repeated route of the same incident keeps its place there; another one gives it up.
        guard hasRoom(for: slot, verdict, mine, number, event.prefix, old: old) else {
            if old != nil { drop(key, number) }
            if let slot { noteUntracked(slot, event, number, verdict) }
            return
        }
        let earlierCarrier = old.flatMap { carrier(key.prefix, $0.own, routes.attributes(of: $0).asPath) }
        changeCarrier(from: earlierCarrier, to: carrier(key.prefix, mine ?? -1, attributes.asPath))
        let isSameIncident = slot != nil && old.map { Int($0.incident) == slot } == true
        let (route, _) = routes.follow(
            key, of: index, attributes, incident: slot, generation: incidents.generation(of: slot), own: mine ?? -1,
            session: session, isValid: verdict.isValid, isSuspect: verdict.isSuspect)
        if let mine, classifier.own.isExact(event.prefix, mine) {
            if verdict.alertClass?.isRightful ?? true { visibility.noteRightful(mine, by: index) }
            if old?.session != session { hold(mine, index) }
        }
        if let slot {
            attach(route, key, to: slot, number, verdict, at: clock.seen(event.time), again: isSameIncident)
        }
        if let old {
            if isSameIncident {
                incidents.detach(old, by: number, key.prefix.family, isReplaced: true)
            } else {
                detach(old, key, number)
            }
        }
        if let slot { settle(slot) }
    }

    /// Whether the route is to be followed, and there is room for it.
    private mutating func hasRoom(
        for slot: Int?, _ verdict: RouteVerdict, _ mine: Int32?, _ number: Int32, _ prefix: IPPrefix,
        old: TrackedRoute?
    ) -> Bool {
        let isWanted: Bool
        if let slot {
            isWanted =
                old.map { Int($0.incident) == slot } == true
                || incidents.routes(of: slot, by: number, prefix.family) < limits.incidentRoutesPerPeer
        } else if verdict.alertClass != nil {
            // It is wrong, and there are more severe incidents than can be kept.
            isWanted = false
        } else {
            // Rightful routes through an own AS to what is not ours are as many as there are routes.
            if mine == nil, verdict.assessment.origin.map(classifier.own.asns.contains) != true { return false }
            isWanted =
                old.map { $0.incident == -1 && $0.own == (mine ?? -1) } == true
                || routes.hasRoomForRightful(
                    mine ?? -1, isExact: mine.map { classifier.own.isExact(prefix, $0) } ?? false, of: Int(number))
        }
        return routes.admits(isWanted: isWanted, replaces: old != nil)
    }

    /// Counts a route of an incident that cannot be followed; where none is, it holds the incident for a while.
    private mutating func noteUntracked(
        _ slot: Int, _ event: RouteEvent, _ number: Int32, _ verdict: RouteVerdict
    ) {
        incidents.noteTruncation(slot)
        incidents.notePrefix(event.prefix, of: slot)
        noteAnnouncement(slot, number, at: clock.seen(event.time))
        let end = clock.now.adding(seconds: thresholds.endDelay)
        if incidents.holdUntracked(slot, verdict.assessment, until: end) { deadlines.add(.incident(slot), at: end) }
        settle(slot)
    }

    /// The peer has no such route any more, or one that does not concern us.
    ///
    /// - Parameter isKnown: Whether the peer has said so, rather than gone itself.
    mutating func drop(_ key: RouteKey, _ number: Int32, isKnown: Bool = true) {
        guard let present = routes[key, of: Int(number)] else { return }
        let carrier = carrier(key.prefix, present.own, routes.attributes(of: present).asPath)
        guard let old = routes.remove(key, of: Int(number)) else { return }
        changeCarrier(from: carrier, to: nil, isKnown: isKnown)
        if old.own >= 0, classifier.own.isExact(key.prefix, old.own) {
            release(old.own, Int(number), session: old.session)
        }
        detach(old, key, number)
    }

    /// Takes a route of the first tables as usual, where only what is new would be reported.
    ///
    /// - Returns: Whether it is usual now.
    private mutating func learns(_ verdict: RouteVerdict, _ prefix: IPPrefix, _ index: Int) -> Bool {
        guard let alertClass = verdict.alertClass, alertClass.isLearned, let offender = verdict.offender,
            neighbours.isOpen(at: clock.now), peers.isFirstTable(index),
            learned.learn(alertClass, prefix, offender)
        else { return false }
        if incidents.contains(alertClass, by: offender) {
            review(because: "the first table of another peer shows it too")
        }
        return true
    }

    /// Takes note of the ASes behind ours.
    private mutating func noteCone(_ path: ASPath, _ number: Int32, at time: BGPTime) {
        guard let last = path.asns.last, !own.asns.contains(last), own.isIn(path) else { return }
        let isUsual = neighbours.isOpen(at: clock.now) && peers.isFirstTable(Int(number))
        cone.note(path.sequence.compressed, own, by: number, at: clock.seen(time), isUsual: isUsual)
    }

    /// Takes as rightful the neighbours of ours that the first tables show, where none are configured.
    private mutating func learn(_ path: ASPath, _ index: Int, _ mine: Int32?) {
        guard mine != nil, classifier.own.upstreams.isEmpty, neighbours.isOpen(at: clock.now),
            peers.isFirstTable(index), let neighbour = OwnEnd(path.sequence.compressed, classifier.own.asns).neighbour,
            neighbours.learn(neighbour)
        else { return }
        if incidents.contains(.newUpstream, by: neighbour) {
            review(because: "the first table of another peer shows it too")
        }
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
            for (key, tracked) in routes.routes(of: index) {
                let route = incidents.current(tracked)
                let mine = route.own < 0 ? nil : route.own
                let verdict = classifier.verdict(
                    key.prefix, routes.attributes(of: route), from: peers.peer(index), own: mine,
                    role: peers.role(index), learned: neighbours.asns, usual: learned)
                // What has made room does not come back by that alone.
                let isLost = route.incident == TrackedRoute.ofLostIncident && !incidents.hasRoom
                if isLost, verdict.alertClass != nil { continue }
                let slot = incident(verdict, mine)
                if let slot { incidents.reassess(slot, verdict.assessment) }
                // Its incident may just have made room.
                let earlier = incidents.current(tracked)
                let isSame = Int32(slot ?? -1) == earlier.incident
                if isSame, verdict.isValid == route.isValid { continue }
                let generation = incidents.generation(of: slot)
                guard
                    let changed = routes.move(
                        key, of: index, to: slot, generation: generation, isValid: verdict.isValid,
                        isSuspect: verdict.isSuspect)
                else { continue }
                if let slot {
                    touched.insert(slot)
                    attach(changed, key, to: slot, number, verdict, at: clock.wallNow, again: isSame)
                }
                if earlier.incident >= 0 { touched.insert(Int(earlier.incident)) }
                incidents.detach(earlier, by: number, key.prefix.family, isReplaced: isSame)
            }
        }
        for slot in touched.sorted() { settle(slot, falseBecause: reason) }
    }
}
