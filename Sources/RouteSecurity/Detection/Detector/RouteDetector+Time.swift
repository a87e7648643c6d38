public import BGPMessages

extension RouteDetector {
    /// Moves the clock, and does what has fallen due. A time before the present one is a clock that was set back: what is waited
    /// for is waited for as long as before.
    public mutating func advance(to time: BGPTime) -> [AlertChange] {
        if let target = clock.target(of: time) { fall(dueAt: target) }
        return drain()
    }

    /// Does in order what falls due up to `time`, which is the present after it.
    private mutating func fall(dueAt time: BGPTime) {
        while let (target, due) = deadlines.next(at: time) {
            clock.advance(to: due)
            switch target {
            case .incident(let slot): incidentFellDue(slot)
            case .peer(let index): peerFellDue(index)
            case .visibility(let index): visibilityFellDue(index)
            case .feed(let index): feedFellDue(index)
            case .payloads: checkExpiry()
            case .suppression: suppressionFellDue()
            case .overflow: overflowFellDue()
            case .announced: checkUnused()
            case .carriers: carriersFellDue()
            }
        }
        clock.advance(to: time)
    }

    /// Moves the clock to the time of a route.
    mutating func follow(_ time: BGPTime) {
        switch clock.step(to: time) {
        case .none: return
        case .advance: fall(dueAt: time)
        case .start:
            if time > clock.now { fall(dueAt: time) }
            clock.set(to: time)
            neighbours.learn(until: time.adding(seconds: thresholds.tableWindow))
            peers.restart(at: time)
            unused = UnusedROAs()
            checkUnused()
            for index in peers.indices {
                deadlines.add(.peer(index), at: time.adding(seconds: thresholds.tableQuiet))
            }
        }
    }
}
