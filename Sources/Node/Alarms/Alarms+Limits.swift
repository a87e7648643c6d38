internal import Synchronization

public import struct FoundationEssentials.Date

extension Alarms {
    /// Counts that a limit was reached, and raises its alarm or renews it.
    ///
    /// The alarm has the kind `limit` and the name of the limit as its subject. It ends when the limit was not reached
    /// for ``StateLimits/limitAlarmSeconds``, see ``endLimitAlarms(at:)``. Safe to call for each request: an alarm that was
    /// renewed within the last second is left as it is.
    ///
    /// - Parameters:
    ///   - limit: The name in `Docs/Limits.md`; a constant of the program, never text from outside.
    ///   - message: What was refused and what to do, such as `503 to filtered requests: 8 are being answered already`.
    ///   - count: How many times it was reached.
    ///   - now: The clock.
    public func reached(limit: StaticString, _ message: @autoclosure () -> String, count: UInt64 = 1, at now: Date) {
        let name = "\(limit)"
        let isRecent = storage.withLock { storage in
            storage.tally.add(count, to: name)
            let last = storage.limitsReached.updateValue(now, forKey: name)
            return last.map { abs(now.timeIntervalSince($0)) < 1 } ?? false
        }
        guard !isRecent else { return }
        raise(Alarm(kind: Alarms.limitAlarm, subject: name, message: message(), since: now))
    }

    /// Ends the alarms of limits that were not reached lately.
    public func endLimitAlarms(at now: Date) {
        let ended = storage.withLock { storage -> [String] in
            let ended = storage.limitsReached.filter {
                abs(now.timeIntervalSince($0.value)) >= Double(limits.limitAlarmSeconds)
            }
            for name in ended.keys { storage.limitsReached[name] = nil }
            return ended.keys.sorted()
        }
        for name in ended { clear(alarm: Alarms.limitAlarm, subject: name) }
    }

    /// The kind of the alarms that ``reached(limit:_:count:at:)`` raises.
    static var limitAlarm: String { "limit" }
}
