import BGPMessages
import NumberResources

extension RouteDetector {
    /// The peer is up: its table is on the way.
    mutating func beginSession(_ index: Int) {
        peers.beginSession(index, at: clock.now)
        deadlines.add(.peer(index), at: clock.now.adding(seconds: thresholds.tableQuiet))
    }

    /// The peer is down. Its routes are kept as unknown until the session comes back or the time for that is over.
    mutating func endSession(_ index: Int) {
        guard peers.endSession(index, at: clock.now) else { return }
        visibility.endSession(index)
        deadlines.add(.peer(index), at: clock.now.adding(seconds: thresholds.resetWindow))
    }

    /// The peer's table is complete: what it had before and has not announced again is gone.
    mutating func settleTable(_ index: Int) {
        guard peers.settle(index, at: clock.now) else { return }
        forgetRoutes(of: index) { $0.session != $1 }
        for mine in visibility.settle(index) { checkVisibility(Int(mine)) }
    }

    mutating func peerFellDue(_ index: Int) {
        switch peers.due(index, at: clock.now, thresholds) {
        case .nothing: return
        case .later(let time): deadlines.add(.peer(index), at: time)
        case .complete: settleTable(index)
        // Whether its routes are still there is not known any more.
        case .forgotten: forget(peer: index)
        }
    }

    /// Follows no longer the routes of a peer for which `isGone` holds, given each and the number of the session.
    mutating func forgetRoutes(of index: Int, where isGone: (TrackedRoute, UInt32) -> Bool) {
        let session = peers.session(index)
        for (key, route) in routes.routes(of: index) where isGone(route, session) { drop(key, Int32(index)) }
    }
}

extension RouteDetector {
    /// The peer has one more route to this monitored prefix.
    mutating func hold(_ mine: Int32, _ index: Int) {
        if visibility.hold(mine, by: index) { checkVisibility(Int(mine)) }
    }

    /// The peer has one route less to this monitored prefix.
    mutating func release(_ mine: Int32, _ index: Int, session: UInt32) {
        let isLost: Bool
        if peers.isUp(index) {
            isLost =
                session == peers.session(index)
                ? visibility.release(mine, by: index) : visibility.releaseStale(mine, by: index)
        } else {
            isLost = false
        }
        if isLost { checkVisibility(Int(mine)) }
    }

    /// Whether a loss of visibility is to be reported at all: a share of 0 means never.
    var watchesVisibility: Bool { thresholds.visibilityShare > 0 }

    private func visibilityKey(_ mine: Int) -> AlertKey {
        AlertKey(.visibilityLost, of: .prefix(own.prefixes[mine].prefix))
    }

    /// Looks whether enough of the peers that have had a route to the monitored prefix still have one.
    mutating func checkVisibility(_ mine: Int) {
        guard watchesVisibility else { return }
        switch visibility.look(at: mine, at: clock.now, thresholds) {
        case .none: return
        case .visible:
            let key = visibilityKey(mine)
            guard let slot = incidents.slot(of: key), incidents[slot]?.condition == true else { return }
            // Peers get a route back one after the other: what is reported is how it is when they have it.
            switch visibility.recover(mine, at: clock.now) {
            case .later(let time): deadlines.add(.visibility(mine), at: time)
            case .since(let time): endLoss(mine, slot, since: time)
            }
        case .low(let time): deadlines.add(.visibility(mine), at: time)
        case .stillLow:
            guard let slot = incidents.slot(of: visibilityKey(mine)) else { return }
            let before = peersWith(slot)
            // That peers get it back is reported when they have.
            if setSpread(mine, slot), peersWith(slot) < before {
                incidents.touch(slot)
                reconcile(slot)
            }
        }
    }

    /// The monitored prefix is visible again, since `time` by the detector's own clock.
    private mutating func endLoss(_ mine: Int, _ slot: Int, since time: BGPTime) {
        _ = setSpread(mine, slot)
        setCondition(visibilityKey(mine), false, since: clock.wall(time))
    }

    /// Ends what waits for further peers to get a monitored prefix back.
    mutating func concludeRecoveries() {
        for mine in visibility.indices {
            guard let time = visibility.recovering(mine), let slot = incidents.slot(of: visibilityKey(mine)) else {
                continue
            }
            endLoss(mine, slot, since: time)
        }
    }

    mutating func visibilityFellDue(_ mine: Int) {
        guard visibility.indices.contains(mine), watchesVisibility else { return }
        if let until = visibility.expectedUntil(mine) {
            if until <= clock.now { checkExpectation(mine) } else { deadlines.add(.visibility(mine), at: until) }
        }
        switch visibility.due(mine, at: clock.now, thresholds) {
        case .nothing: return
        case .later(let time): deadlines.add(.visibility(mine), at: time)
        case .recovered(let time):
            if let slot = incidents.slot(of: visibilityKey(mine)) { endLoss(mine, slot, since: time) }
        case .lost:
            let key = visibilityKey(mine)
            if let slot = incidents.open(key, at: clock.wallNow) { _ = setSpread(mine, slot) }
            setCondition(key, true)
        }
    }

    /// When the tables after a restart have had their time: a prefix that was visible before and that none of them has is lost;
    /// one that was lost is visible when it is in enough of the full tables.
    private mutating func checkExpectation(_ mine: Int) {
        visibility.endExpectation(mine)
        let present = visibility.spread(of: mine).present
        if present == 0 {
            if peers.hasSettledPeer { setCondition(visibilityKey(mine), true) }
            return
        }
        peers.refreshSizes()
        let without = peers.settledFullTables(own.prefixes[mine].prefix.family, thresholds) {
            !visibility.isHeld(Int32(mine), by: $0)
        }
        if Double(present) >= thresholds.visibilityShare * Double(present + without) {
            setCondition(visibilityKey(mine), false)
        }
    }

    private func peersWith(_ slot: Int) -> Int {
        let evidence = incidents[slot]?.alert.evidence
        return (evidence?.ipv4 ?? evidence?.ipv6)?.peers ?? 0
    }

    /// Notes how many peers have the monitored prefix; whether that is another number than before.
    private mutating func setSpread(_ mine: Int, _ slot: Int) -> Bool {
        let (present, all) = visibility.spread(of: mine)
        return incidents.setSpread(
            AlertEvidence.Spread(peers: present, of: all, fullTable: false), own.prefixes[mine].prefix.family, of: slot)
    }
}
