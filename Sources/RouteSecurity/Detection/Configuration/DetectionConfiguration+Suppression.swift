import BGPMessages
import NumberResources

extension DetectionConfiguration {
    /// Whether a mute or a maintenance window holds an alert back at a moment; never one that was made to try the way of alerts.
    func isSuppressed(_ alert: RouteAlert, at time: BGPTime) -> Bool {
        if alert.key.alertClass == .test { return false }
        return maintenance.contains { $0.holds(at: time) && $0.alerts.fits(alert) }
            || mutes.contains { $0.holds(at: time) && $0.alerts.fits(alert) }
    }

    /// When the next mute or maintenance window ends.
    func suppressionEnd(after time: BGPTime) -> BGPTime? {
        (maintenance.map(\.to) + mutes.compactMap(\.until)).filter { $0 > time }.min()
    }
}

extension MaintenanceWindow {
    func holds(at time: BGPTime) -> Bool {
        from <= time && time < to
    }
}

extension AlertMute {
    func holds(at time: BGPTime) -> Bool {
        until.map { time < $0 } ?? true
    }
}

extension AlertFilter {
    func fits(_ alert: RouteAlert) -> Bool {
        if let id, id != alert.id { return false }
        if !classes.isEmpty, !classes.contains(alert.key.alertClass) { return false }
        if !offenders.isEmpty, !(alert.key.offender.map(offenders.contains) ?? false) { return false }
        if prefixes.isEmpty { return true }
        guard case .prefix(let prefix) = alert.key.subject else { return false }
        return prefixes.contains { $0.covers(prefix) }
    }
}
