public import BGPMessages

extension RouteDetector {
    /// Moves the clock, and does what has fallen due. A time before the present one is a clock that was set back: what is waited
    /// for is waited for as long as before.
    public mutating func advance(to time: BGPTime) -> [AlertChange] {
        let target = BGPTime(microseconds: time.microseconds.addingClamped(ahead))
        if target < now {
            if clock == .external { ahead = ahead.addingClamped(now.microseconds(since: target)) }
            return drain()
        }
        fall(dueAt: target)
        return drain()
    }

    /// Does in order what falls due up to `time`, which is the present after it.
    mutating func fall(dueAt time: BGPTime) {
        while let (target, due) = deadlines.next(at: time) {
            now = max(now, due)
            switch target {
            case .incident(let slot): incidentFellDue(slot)
            case .peer(let index): peerFellDue(index)
            case .visibility(let index): visibilityFellDue(index)
            case .feed(let index): feedFellDue(index)
            case .payloads: checkExpiry()
            case .suppression:
                for slot in incidents.indices { reconcile(slot) }
                armSuppression()
            }
        }
        now = max(now, time)
    }

    /// Comes back when a mute or a maintenance window ends.
    mutating func armSuppression() {
        let present = wallNow
        let ends = own.configuration.maintenance.map(\.to) + own.configuration.mutes.compactMap(\.until)
        guard let next = ends.filter({ $0 > present }).min() else { return }
        deadlines.add(.suppression, at: BGPTime(microseconds: next.microseconds.addingClamped(ahead)))
    }
}
