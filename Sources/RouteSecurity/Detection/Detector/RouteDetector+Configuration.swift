import BGPMessages
import NumberResources

extension RouteDetector {
    /// Takes over another configuration and looks at all routes again. Alerts about what is no longer configured are withdrawn.
    public mutating func update(configuration: DetectionConfiguration) -> [AlertChange] {
        let before = own
        own = OwnResources(configuration)
        classifier = RouteClassifier(own: own, validator: classifier.validator)
        let earlier = Dictionary(
            zip(before.prefixes.map(\.prefix), visibility), uniquingKeysWith: { first, _ in first })
        visibility = own.prefixes.map { mine in
            var visibility = Visibility()
            visibility.expectedUntil = earlier[mine.prefix]?.expectedUntil
            return visibility
        }
        for (mine, state) in visibility.enumerated() {
            if let until = state.expectedUntil { deadlines.add(.visibility(mine), at: until) }
        }
        for index in peers.indices { renumber(index, before) }
        let reason = "the configuration says otherwise now"
        for (key, _) in incidentNumbers.sorted(by: { $0.value < $1.value }) where !isConfigured(key) {
            setCondition(key, false, falseBecause: reason)
        }
        if hasPayloads { payloads = payloads.within(own) }
        review(because: reason)
        for mine in visibility.indices { checkVisibility(mine) }
        if hasPayloads {
            acceptPresent(notIn: before)
            for (key, slot) in incidentNumbers.sorted(by: { $0.value < $1.value })
            where key.alertClass == .roaChanged && incidents[slot]?.condition == true {
                guard case .prefix(let prefix) = key.subject, let origin = key.offender,
                    let mine = own.index(of: prefix), own.prefixes[Int(mine)].origins.contains(origin),
                    let earlier = before.index(of: prefix),
                    !before.prefixes[Int(earlier)].origins.contains(origin)
                else { continue }
                setCondition(key, false, falseBecause: reason)
            }
            checkExpiry()
        }
        for slot in incidents.indices { reconcile(slot) }
        armSuppression()
        return drain()
    }

    func isConfigured(_ key: AlertKey) -> Bool {
        if key.alertClass == .visibilityLost, !watchesVisibility { return false }
        return switch key.subject {
        case .prefix(let prefix): own.index(of: prefix) != nil || key.alertClass == .test
        case .asn(let asn): own.asns.contains(asn) || key.alertClass == .test
        case .feed, .trustAnchor: true
        }
    }

    /// Brings what a peer has in line with the own prefixes as they are numbered now.
    private mutating func renumber(_ index: Int, _ before: OwnResources) {
        func renumbered(_ numbers: Set<Int32>) -> Set<Int32> {
            Set(numbers.compactMap { own.index(of: before.prefixes[Int($0)].prefix) })
        }
        peers[index].isExcluded = own.isExcluded(peers[index].peer)
        peers[index].stale = renumbered(peers[index].stale)
        peers[index].lost = renumbered(peers[index].lost)
        peers[index].rightful = renumbered(peers[index].rightful)
        peers[index].holds = [:]
        peers[index].followed = [:]
        if peers[index].isExcluded {
            peers[index].stale = []
            peers[index].lost = []
            peers[index].rightful = []
        }
        let isUp = peers[index].phase != .down
        if isUp { for mine in peers[index].lost { visibility[Int(mine)].absent += 1 } }
        for (key, old) in peers[index].routes {
            var route = old
            route.own = own.index(covering: key.prefix) ?? -1
            let isRelevant = route.own >= 0 || own.isIn(pool.attributes(route.path).asPath)
            guard isRelevant, !peers[index].isExcluded else {
                peers[index].routes[key] = nil
                counts.trackedRoutes -= 1
                if old.incident >= 0 {
                    detach(old, key, Int32(index), again: false, settling: false)
                    settle(Int(old.incident), falseBecause: "the configuration says otherwise now")
                }
                pool.release(old.path)
                continue
            }
            peers[index].routes[key] = route
            if route.incident < 0 { peers[index].followed[route.own, default: 0] += 1 }
            if route.own >= 0, isUp, route.session == peers[index].session, own.isExact(key.prefix, route.own) {
                let count = peers[index].holds[route.own, default: 0]
                peers[index].holds[route.own] = count + 1
                if count == 0 { visibility[Int(route.own)].present += 1 }
            }
        }
    }

    /// Raises an alert of class `test`; it ends like any other. A mute or a maintenance window does not hold it back.
    public mutating func raiseTest(_ subject: AlertSubject) -> [AlertChange] {
        let key = AlertKey(.test, of: subject)
        setCondition(key, false)
        setCondition(key, true)
        if let slot = incidentNumbers[key] { deadlines.add(.incident(slot), at: now.adding(seconds: 1)) }
        return drain()
    }
}

extension OwnPayloads {
    /// Those that have to do with other own prefixes. What only they concern comes with the next payloads.
    func within(_ own: OwnResources) -> OwnPayloads {
        OwnPayloads(
            rows.filter { own.index(covering: $0.prefix) != nil || !own.table.covered(by: $0.prefix).isEmpty })
    }
}
