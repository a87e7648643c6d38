import BGPMessages
import SecurityEvents

extension RouteAlert {
    /// An alert that begins.
    init(_ key: AlertKey, at time: BGPTime) {
        id = RouteAlert.id(key, time)
        self.key = key
        state = .active
        severity = .medium
        summary = ""
        raised = time
        changed = time
        ended = nil
        began = nil
        gone = nil
        flaps = nil
        confidence = nil
        campaign = nil
        peakPeers = nil
        peersBefore = nil
        reopened = 0
        isDowngraded = false
        reason = nil
        evidence = AlertEvidence(firstSeen: time, lastSeen: time)
        actions = []
    }
}
