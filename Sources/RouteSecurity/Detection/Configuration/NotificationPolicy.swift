/// Decides which changes of alerts people are notified of. All alerts are kept and listed.
public struct NotificationPolicy: Hashable, Sendable {
    public var mutes: [AlertMute]
    /// The identifiers of acknowledged alerts: only their final state is reported.
    public var acknowledged: Set<String>

    public init(mutes: [AlertMute] = [], acknowledged: Set<String> = []) {
        self.mutes = mutes
        self.acknowledged = acknowledged
    }

    /// Whether people are to be notified of a change, when it comes.
    public func notifies(of change: AlertChange) -> Bool {
        if mutes.contains(where: { $0.mutes(change.alert, at: change.time) }) { return false }
        switch change.kind {
        case .updated, .dormant, .resumed: return !acknowledged.contains(change.alert.id)
        case .raised, .ended, .reopened, .withdrawn: return true
        }
    }
}
