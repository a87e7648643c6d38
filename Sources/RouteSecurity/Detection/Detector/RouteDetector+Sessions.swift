import BGPMessages
import NumberResources

extension RouteDetector {
    /// The peer is up: its table is on the way.
    mutating func beginSession(_ index: Int) {
        peers[index].session &+= 1
        peers[index].phase = .loading
        peers[index].since = now
        peers[index].lastHeard = now
        peers[index].ipv4 = TableEstimate()
        peers[index].ipv6 = TableEstimate()
        peers[index].ipv4Count = 0
        peers[index].ipv6Count = 0
        peers[index].countedAfter = 0
        deadlines.add(.peer(index), at: now.adding(seconds: thresholds.tableQuiet))
    }

    /// The peer is down. What it had is neither there nor gone, until the session comes back or the time for that is over.
    mutating func endSession(_ index: Int) {
        guard peers[index].phase != .down else { return }
        peers[index].phase = .down
        peers[index].since = now
        for mine in peers[index].holds.keys {
            peers[index].stale.insert(mine)
            visibility[Int(mine)].present -= 1
        }
        for mine in peers[index].lost { visibility[Int(mine)].absent -= 1 }
        peers[index].holds = [:]
        peers[index].lost = []
        peers[index].rightful.formIntersection(peers[index].stale)
        deadlines.add(.peer(index), at: now.adding(seconds: thresholds.resetWindow))
    }

    /// The peer's table is complete: what it had before and has not announced again is gone.
    mutating func settleTable(_ index: Int) {
        guard peers[index].phase == .loading else { return }
        peers[index].phase = .settled
        peers[index].since = now
        peers[index].hasSettled = true
        forget(index) { $0.session != $1 }
        let gone = peers[index].stale
        peers[index].stale = []
        for mine in gone.sorted() { lose(mine, index) }
    }

    mutating func peerFellDue(_ index: Int) {
        switch peers[index].phase {
        case .settled: return
        case .down:
            let end = peers[index].since.adding(seconds: thresholds.resetWindow)
            if end > now { return deadlines.add(.peer(index), at: end) }
            // Whether its routes are still there is not known any more.
            forget(peer: index)
        case .loading:
            let quiet = peers[index].lastHeard.adding(seconds: thresholds.tableQuiet)
            let end = min(quiet, peers[index].since.adding(seconds: thresholds.tableWindow))
            if end > now { return deadlines.add(.peer(index), at: end) }
            settleTable(index)
        }
    }

    /// Forgets a peer, with its routes, whatever state it is in.
    mutating func forget(peer index: Int) {
        endSession(index)
        forget(index) { _, _ in true }
        peers[index].stale = []
        release(peer: index)
    }

    /// Follows no longer the routes of a peer for which `isGone` holds, given each and the number of the session.
    private mutating func forget(_ index: Int, where isGone: (TrackedRoute, UInt32) -> Bool) {
        let session = peers[index].session
        let gone = peers[index].routes.filter { isGone($0.value, session) }
        for (key, route) in gone.sorted(by: { $0.key.prefix < $1.key.prefix }) {
            peers[index].routes[key] = nil
            unfollow(route, key, Int32(index))
        }
    }
}

extension RouteDetector {
    /// The peer has a route to this own prefix.
    mutating func hold(_ mine: Int32, _ index: Int) {
        let count = peers[index].holds[mine, default: 0]
        peers[index].holds[mine] = count + 1
        guard count == 0 else { return }
        visibility[Int(mine)].present += 1
        peers[index].stale.remove(mine)
        if peers[index].lost.remove(mine) != nil { visibility[Int(mine)].absent -= 1 }
        checkVisibility(Int(mine))
    }

    /// The peer has one route less to this own prefix.
    mutating func release(_ mine: Int32, _ index: Int, session: UInt32) {
        if session != peers[index].session || peers[index].phase == .down {
            if peers[index].phase != .down, peers[index].stale.remove(mine) != nil { lose(mine, index) }
            return
        }
        guard let count = peers[index].holds[mine] else { return }
        if count > 1 {
            peers[index].holds[mine] = count - 1
            return
        }
        peers[index].holds[mine] = nil
        visibility[Int(mine)].present -= 1
        lose(mine, index)
    }

    private mutating func lose(_ mine: Int32, _ index: Int) {
        // Only who has had our own route can lose it.
        guard peers[index].rightful.remove(mine) != nil, peers[index].lost.insert(mine).inserted else { return }
        visibility[Int(mine)].absent += 1
        checkVisibility(Int(mine))
    }

    /// Whether a loss of visibility is to be reported at all: a share of 0 means never.
    var watchesVisibility: Bool { thresholds.visibilityShare > 0 }

    /// Looks whether enough of the peers that have had a route to the own prefix still have one.
    mutating func checkVisibility(_ mine: Int) {
        let seen = visibility[mine]
        let key = AlertKey(.visibilityLost, of: .prefix(own.prefixes[mine].prefix))
        let all = seen.present + seen.absent
        // No peer that could tell is up, or nobody wants to know.
        if all == 0 || !watchesVisibility { return }
        if Double(seen.present) >= thresholds.visibilityShare * Double(all) {
            visibility[mine].lowSince = nil
            // After a restart the first peers to tell do not end what was seen of all.
            if seen.expectedUntil == nil { setCondition(key, false) }
        } else if seen.lowSince == nil {
            visibility[mine].lowSince = now
            deadlines.add(.visibility(mine), at: now.adding(seconds: thresholds.visibilityDelay))
        } else if let slot = incidentNumbers[key], setSpread(mine, slot) {
            touch(slot)
        }
    }

    mutating func visibilityFellDue(_ mine: Int) {
        guard visibility.indices.contains(mine), watchesVisibility else { return }
        if let until = visibility[mine].expectedUntil {
            if until <= now { checkExpectation(mine) } else { deadlines.add(.visibility(mine), at: until) }
        }
        guard let since = visibility[mine].lowSince else { return }
        let due = since.adding(seconds: thresholds.visibilityDelay)
        if due > now { return deadlines.add(.visibility(mine), at: due) }
        let key = AlertKey(.visibilityLost, of: .prefix(own.prefixes[mine].prefix))
        if let slot = slot(of: key) { setSpread(mine, slot) }
        setCondition(key, true)
    }

    /// When the tables after a restart have had their time: a prefix that was visible before and that none of them has is lost;
    /// one that was lost is visible when it is in enough of the full tables.
    private mutating func checkExpectation(_ mine: Int) {
        visibility[mine].expectedUntil = nil
        let key = AlertKey(.visibilityLost, of: .prefix(own.prefixes[mine].prefix))
        let present = visibility[mine].present
        if present == 0 {
            if peers.contains(where: { $0.hasSettled && !$0.isExcluded }) { setCondition(key, true) }
            return
        }
        let family = own.prefixes[mine].prefix.family
        for index in peers.indices { peers[index].refreshCounts() }
        let floor = fullTableFloor(peers, family)
        let without = peers.count {
            $0.phase == .settled && !$0.isExcluded && $0.count(family) >= floor && $0.holds[Int32(mine)] == nil
        }
        if Double(present) >= thresholds.visibilityShare * Double(present + without) { setCondition(key, false) }
    }

    /// Notes how many peers have the own prefix; whether that is another number than before.
    @discardableResult
    private mutating func setSpread(_ mine: Int, _ slot: Int) -> Bool {
        let spread = AlertEvidence.Spread(
            peers: visibility[mine].present, of: visibility[mine].present + visibility[mine].absent, fullTable: false)
        let family = own.prefixes[mine].prefix.family
        let known = family == .ipv4 ? incidents[slot]?.alert.evidence.ipv4 : incidents[slot]?.alert.evidence.ipv6
        guard known != spread else { return false }
        if family == .ipv4 {
            incidents[slot]?.alert.evidence.ipv4 = spread
        } else {
            incidents[slot]?.alert.evidence.ipv6 = spread
        }
        return true
    }
}
