import BGPMessages
import SecurityEvents

/// How often an incident has come and gone since it was last steady, and when that is reported.
///
/// The first times it goes and returns are reported as they happen. What returns a second time before it has ended flaps, as does what
/// goes for the fifth time without an hour between: that is reported once, and then after intervals of which each is twice the one
/// before. Times are of the detector's own clock.
struct FlapDamping: Sendable {
    /// Seconds without a change after which an incident is steady.
    static let steadiness = 3_600

    /// How often it went, and
    private(set) var count = 0
    /// how often it was back before it had ended.
    private var returns = 0
    /// When it went first, by the operator's clock.
    private(set) var since: BGPTime?
    private var last: BGPTime?
    /// The longest time, in microseconds, after which it was back.
    private var longestGap: Int64 = 0
    private var changed: BGPTime?
    /// How often it had gone when that was reported last, and how often that was reported.
    private var reportedCount = 0
    private var reports = 0

    /// Whether its single changes are no longer reported.
    var isDamped: Bool { returns > 1 || count > 4 }

    /// Whether it went since that was last reported.
    var isNews: Bool { isDamped && count > reportedCount }

    /// It has gone.
    mutating func noteGone(at moment: DetectionClock.Moment) {
        calm(at: moment.own)
        count += 1
        if since == nil { since = moment.cause }
        last = moment.own
        changed = moment.own
    }

    /// It is back.
    ///
    /// - Parameter isEarly: Whether it had not ended.
    mutating func noteReturn(at time: BGPTime, isEarly: Bool) {
        if let last { longestGap = max(longestGap, time.microseconds(since: last)) }
        calm(at: time)
        if count > 0 {
            changed = time
            if isEarly { returns += 1 }
        }
    }

    /// Forgets all where it has been steady for long enough.
    ///
    /// - Returns: Whether it was damped until now.
    @discardableResult mutating func calm(at time: BGPTime) -> Bool {
        guard let changed, time.microseconds(since: changed) >= Int64(FlapDamping.steadiness) * 1_000_000 else {
            return false
        }
        defer { self = FlapDamping() }
        return isDamped
    }

    /// When it will have been steady for long enough; `nil` where it is.
    var end: BGPTime? { changed?.adding(seconds: FlapDamping.steadiness) }

    /// Seconds from the last route to the end: what returns now and then has not ended in between.
    func endDelay(_ thresholds: DetectionThresholds) -> Int {
        guard isDamped else { return thresholds.endDelay }
        let gap = Int(clamping: longestGap / 1_000_000)
        return gap > FlapDamping.steadiness ? thresholds.endDelay : max(thresholds.endDelay, 2 * gap)
    }

    /// Seconds from one report to the next.
    func interval(_ severity: EventSeverity) -> Int {
        if reports == 0 { return 0 }
        return FlapDamping.interval(severity) << min(reports - 1, 5)
    }

    private static func interval(_ severity: EventSeverity) -> Int {
        switch severity {
        case .critical, .high: 900
        case .medium: 3_600
        case .low, .information: 14_400
        }
    }

    /// It was reported how often it went.
    mutating func markReported() {
        guard isDamped else { return }
        reportedCount = count
        reports += 1
    }
}
