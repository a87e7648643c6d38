import BGPMessages
import SecurityEvents

/// When an incident is reported again: no more than a few times an interval, and updates ever more rarely. Times are of the
/// detector's own clock.
struct ReportPacing: Sendable {
    /// Reports in an interval, of any kind.
    private static let burstSize = 6

    private(set) var last: BGPTime?
    /// How often it was reported since `burst`.
    private var burstCount = 0
    private var burst: BGPTime?
    /// Updates since the state was last reported.
    private var updates = 0
    /// What is new does not wait for its turn.
    var isUrgent = false

    init(last: BGPTime? = nil) {
        self.last = last
    }

    /// Counts a report, unless there were too many.
    ///
    /// - Parameter interval: Seconds from the last report to an update; `nil` for any other kind.
    /// - Returns: the time until which it has to wait; `nil` where it need not.
    mutating func due(
        at time: BGPTime, updateInterval interval: Int?, _ thresholds: DetectionThresholds
    ) -> BGPTime? {
        if let interval, !isUrgent, let last {
            let due = last.adding(seconds: interval)
            if due > time { return due }
        }
        if let end = burst?.adding(seconds: thresholds.updateInterval), end > time {
            // A route that comes and goes all the time is reported a few times an interval only.
            if burstCount >= ReportPacing.burstSize { return end }
            burstCount += 1
        } else {
            burst = time
            burstCount = 1
        }
        return nil
    }

    /// Seconds until the next update: the more of them there were, and the less severe it is, the longer.
    func interval(_ severity: EventSeverity, _ thresholds: DetectionThresholds) -> Int {
        if updates == 0 { return thresholds.updateInterval }
        let factor =
            switch severity {
            case .critical, .high: 1
            case .medium: 4
            case .low, .information: 16
            }
        return thresholds.updateInterval * min(60, factor << min(updates - 1, 6))
    }

    /// It was reported.
    mutating func note(at time: BGPTime, isUpdate: Bool) {
        updates = isUpdate ? updates + 1 : 0
        last = time
        isUrgent = false
    }
}
