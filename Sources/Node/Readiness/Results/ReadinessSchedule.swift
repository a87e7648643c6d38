internal import struct FoundationEssentials.Date

/// Says when readiness is to be computed: when the first table has been read, each day at its hour, and again where the table has
/// become another one.
struct ReadinessSchedule: Sendable {
    /// The hour of the day in UTC.
    let hour: Int

    /// Seconds in which a table that is being read grows, and one that is whole does not.
    private static let settling = 2.0
    /// Seconds between computations on one day.
    private static let pause = 600.0

    private var samples: [(time: Date, count: Int)] = []
    private var computed: (time: Date, count: Int)?

    init(hour: Int) {
        self.hour = hour
    }

    /// Takes note of how many prefixes there are.
    mutating func note(_ count: Int, at now: Date) {
        if let last = samples.last, last.time > now { samples = [] }
        samples.append((now, count))
        // One is kept that is old enough to compare with.
        while samples.count > 2, now.timeIntervalSince(samples[1].time) >= ReadinessSchedule.settling {
            samples.removeFirst()
        }
    }

    /// Takes note that it was computed, of as many prefixes as were noted last.
    mutating func compute(at now: Date) {
        computed = (now, samples.last?.count ?? 0)
    }

    /// Whether it is due now.
    ///
    /// - Parameter machine: The clock of ``note(_:at:)``; `nil` for the same.
    func isDue(at now: Date, machine: Date? = nil) -> Bool {
        guard let count = samples.last?.count, count > 0, isSettled(at: machine ?? now) else { return false }
        guard let computed, computed.time <= now else { return true }
        if computed.time < lastHour(before: now) { return true }
        let change = (count - computed.count).magnitude
        return now.timeIntervalSince(computed.time) >= ReadinessSchedule.pause
            && change * 20 > UInt(max(1, computed.count))
    }

    /// Whether the table has not grown by more than a hundredth of late.
    private func isSettled(at now: Date) -> Bool {
        guard let first = samples.first, let last = samples.last,
            now.timeIntervalSince(first.time) >= ReadinessSchedule.settling
        else { return false }
        return last.count - first.count <= first.count / 100
    }

    private func lastHour(before now: Date) -> Date {
        let day = UTCDay(now)
        let today = day.hour(hour)
        return today <= now ? today : UTCDay(number: day.number - 1).hour(hour)
    }
}
