import BGPMessages

extension DetectionConfiguration {
    /// Whether a mute or a maintenance window holds an alert back at a moment; never a test alert.
    func isSuppressed(_ alert: RouteAlert, at time: BGPTime) -> Bool {
        alert.key.alertClass != .test
            && (maintenance.contains { $0.holdsBack(alert, at: time) } || mutes.contains { $0.mutes(alert, at: time) })
    }

    /// When the next mute or maintenance window ends.
    func suppressionEnd(after time: BGPTime) -> BGPTime? {
        (maintenance.map(\.to) + mutes.compactMap(\.until)).filter { $0 > time }.min()
    }
}
