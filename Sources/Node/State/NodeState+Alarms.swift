internal import Logging
internal import Synchronization

public import struct FoundationEssentials.Date

extension NodeState {
    /// Raises an alarm, or renews the one of the same kind and subject, which keeps its time.
    ///
    /// A line of the log says so when it is new, and when it begins or ends to hold payloads back.
    public func raise(_ alarm: Alarm) {
        var alarm = alarm
        alarm.subject = shortened(alarm.subject)
        alarm.message = shortened(alarm.message)
        let (known, lost) = storage.withLock { storage -> (Alarm?, Alarm?) in
            if let place = storage.alarms.firstIndex(where: { $0.kind == alarm.kind && $0.subject == alarm.subject }) {
                let known = storage.alarms[place]
                alarm.since = known.since
                storage.alarms[place] = alarm
                return (known, nil)
            }
            storage.alarms.append(alarm)
            guard storage.alarms.count > limits.alarms else { return (nil, nil) }
            storage.limits.add(1, to: "alarms")
            return (nil, storage.alarms.removeFirst())
        }
        if let lost { log(lost, "too many alarms; did not raise another one", at: .warning) }
        if let known, known.isHolding == alarm.isHolding { return }
        log(alarm, "alarm raised", at: alarm.isHolding ? .error : .warning)
    }

    /// Ends an alarm; nothing happens when there is none.
    public func clear(alarm kind: String, subject: String) {
        let subject = shortened(subject)
        end { $0.kind == kind && $0.subject == subject }
    }

    /// Ends the alarms whose time is over.
    public func endAlarms(at now: Date) {
        endLimitAlarms(at: now)
        end { $0.ends.map { $0 <= now } ?? false }
    }

    /// Ends the alarms that would last until an operator has seen them.
    public func acknowledgeAlarms() {
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

    /// Reports that a database is damaged that is never thrown away. The alarm lasts until the end of the node.
    ///
    /// - Parameter remedy: What an operator has to do, with the command.
    func reportDamage(_ file: String, reason: String, stopped: String, remedy: String, at now: Date) {
        logger.error(
            "a database is damaged; stopped using it",
            metadata: [
                "file": "\(file)", "reason": "\(reason)", "stopped": "\(stopped)", "remedy": "\(remedy)",
            ])
        raise(
            Alarm(
                kind: "damage", subject: file, message: "damaged (\(reason)); stopped: \(stopped); \(remedy)",
                since: now))
    }

    /// Reports that a database was damaged, and that a new one was begun in its place. The alarm lasts a day, or until SIGUSR2.
    func reportDamage(_ file: String, reason: String, aside: String, lost: String, at now: Date) {
        logger.error(
            "a database is damaged; created a new one",
            metadata: ["file": "\(file)", "reason": "\(reason)", "kept-as": "\(aside)", "lost": "\(lost)"])
        raise(
            Alarm(
                kind: "damage", subject: file, message: "damaged (\(reason)); renamed to \(aside); \(lost)", since: now,
                ends: now.addingTimeInterval(86_400)))
    }
}
