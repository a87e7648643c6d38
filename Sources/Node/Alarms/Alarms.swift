public import Logging
internal import Synchronization

public import struct FoundationEssentials.Date

/// The alarms of a node, and how often each limit was reached: services raise and end them, answers list them.
///
/// ```swift
/// let alarms = Alarms(logger: logger)
/// alarms.raise(Alarm(kind: "store", subject: "disk", message: "the disk is full", since: now))
/// alarms.clear(alarm: "store", subject: "disk")
/// ```
public final class Alarms: Sendable {
    struct Storage: Sendable {
        /// The oldest first.
        var alarms: [Alarm] = []
        var tally = LimitTally()
        /// The time at which each limit whose alarm is raised was last reached.
        var limitsReached: [String: Date] = [:]
    }

    let limits: StateLimits
    let logger: Logger
    let storage = Mutex(Storage())

    /// - Parameter logger: gets a line for each alarm that is raised or ends.
    public init(
        limits: StateLimits = StateLimits(),
        logger: Logger = Logger(label: "atalaya", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.limits = limits
        self.logger = logger
    }

    /// Those that are raised, the oldest first.
    public var current: [Alarm] { storage.withLock { $0.alarms } }

    /// The number of times that each limit was reached since the start.
    public var tally: LimitTally { storage.withLock { $0.tally } }
}

extension Alarms {
    /// Raises an alarm, or renews the one of the same kind and subject, which keeps its time.
    ///
    /// A line of the log says so when it is new, and when it begins or ends to hold payloads back.
    public func raise(_ alarm: Alarm) {
        var alarm = alarm
        alarm.subject = limits.shortened(alarm.subject)
        alarm.message = limits.shortened(alarm.message)
        let (known, lost) = storage.withLock { storage -> (Alarm?, Alarm?) in
            if let place = storage.alarms.firstIndex(where: { $0.kind == alarm.kind && $0.subject == alarm.subject }) {
                let known = storage.alarms[place]
                alarm.since = known.since
                storage.alarms[place] = alarm
                return (known, nil)
            }
            storage.alarms.append(alarm)
            guard storage.alarms.count > limits.alarms else { return (nil, nil) }
            storage.tally.add(1, to: "alarms")
            return (nil, storage.alarms.removeFirst())
        }
        if let lost { log(lost, "too many alarms; did not raise another one", at: .warning) }
        if let known, known.isHolding == alarm.isHolding { return }
        log(alarm, "alarm raised", at: alarm.isHolding ? .error : .warning)
    }

    /// Ends an alarm; nothing happens when there is none.
    public func clear(alarm kind: String, subject: String) {
        let subject = limits.shortened(subject)
        end { $0.kind == kind && $0.subject == subject }
    }

    /// Ends the alarms whose time is over.
    public func end(at now: Date) {
        endLimitAlarms(at: now)
        end { $0.ends.map { $0 <= now } ?? false }
    }

    /// Ends the alarms that would last until an operator has seen them.
    public func acknowledge() {
        end { $0.ends != nil }
    }

    private func end(_ hasEnded: (Alarm) -> Bool) {
        let ended = storage.withLock { storage in
            let ended = storage.alarms.filter(hasEnded)
            if !ended.isEmpty { storage.alarms.removeAll(where: hasEnded) }
            return ended
        }
        for alarm in ended { log(alarm, "alarm cleared", at: .notice) }
    }

    private func log(_ alarm: Alarm, _ event: Logger.Message, at level: Logger.Level) {
        logger.log(
            level: level, event,
            metadata: [
                "kind": "\(alarm.kind)", "subject": "\(alarm.subject)", "reason": "\(alarm.message)",
                "held": "\(alarm.isHolding)",
            ])
    }
}
