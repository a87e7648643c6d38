import BGPMessages

/// The alert that there are more incidents than are kept.
extension RouteDetector {
    static let overflowKey = AlertKey(.tooManyAlerts, of: .limit("alerts"))

    /// What of it the detector remembers.
    struct Overflow: Sendable {
        /// Incidents that were lost before it was raised.
        var earlier = 0
        var isRaised = false
        var last: BGPTime?
    }

    /// An incident made room for another one, or found none. The ends of reported alerts are reported.
    mutating func noteLostIncidents() {
        for alert in incidents.takeClosed() {
            guard !own.configuration.isSuppressed(alert, at: clock.wallNow) else { continue }
            changes.append(AlertChange(.ended, at: clock.wallNow, alert: alert))
        }
        overflow.last = clock.now
        if overflow.isRaised { return }
        overflow.isRaised = true
        overflow.earlier = incidents.lost - 1
        if let slot = incidents.open(RouteDetector.overflowKey, at: clock.wallNow) { incidents.setCount(1, of: slot) }
        setCondition(RouteDetector.overflowKey, true)
        deadlines.add(.overflow, at: clock.now.adding(seconds: max(1, thresholds.updateInterval)))
    }

    /// Shows how many were lost meanwhile; ends when none was lost for as long as alerts last without routes.
    mutating func overflowFellDue() {
        guard overflow.isRaised, let last = overflow.last else { return }
        if last.adding(seconds: thresholds.endDelay) <= clock.now {
            overflow.isRaised = false
            setCondition(RouteDetector.overflowKey, false)
            return
        }
        if let slot = incidents.slot(of: RouteDetector.overflowKey) {
            incidents.setCount(incidents.lost - overflow.earlier, of: slot)
            reconcile(slot)
        }
        deadlines.add(.overflow, at: clock.now.adding(seconds: max(1, thresholds.updateInterval)))
    }
}
