import BGPMessages

/// The present of a detector: a clock that never goes back, and how far it is ahead of the operator's.
struct DetectionClock: Sendable {
    /// A moment by both clocks.
    struct Moment: Sendable {
        /// By the detector's own clock.
        let own: BGPTime
        /// By the operator's.
        let wall: BGPTime
        /// When that happened which is reported now: a feed may be late.
        let cause: BGPTime

        /// - Parameter cause: By the operator's clock; `nil` for now.
        init(own: BGPTime, wall: BGPTime, cause: BGPTime? = nil) {
            self.own = own
            self.wall = wall
            self.cause = cause ?? wall
        }
    }

    /// What the time of a route means for the clock.
    enum Step: Hashable, Sendable {
        case none
        /// The clock starts with this route, or starts again because the first one's time was wrong.
        case start
        case advance
    }

    /// Whether a clock that routes move has begun.
    private enum Start: Sendable {
        case none
        /// By one route, which may be wrong.
        case claimed
        case confirmed
    }

    private static let day: Int64 = 86_400_000_000

    /// Whether the times of routes move it too.
    let isMovedByRoutes: Bool
    /// The present, which never goes back.
    private(set) var now: BGPTime
    /// How far the present is ahead of the operator's clock because that was set back, microseconds.
    private(set) var ahead: Int64 = 0
    private var start = Start.none
    /// A time far ahead that one route claims.
    private var leap: BGPTime?

    init(at time: BGPTime, isMovedByRoutes: Bool) {
        now = time
        self.isMovedByRoutes = isMovedByRoutes
    }

    /// Goes on from an earlier present. A clock that was set back while nothing ran is taken as one that was set back while
    /// something did.
    init(at time: BGPTime, isMovedByRoutes: Bool, after earlier: BGPTime, ahead earlierLead: Int64) {
        self.init(at: time, isMovedByRoutes: isMovedByRoutes)
        ahead = BGPTime(microseconds: earlierLead).microseconds
        start = .confirmed
        now = own(time)
        if now < earlier {
            if !isMovedByRoutes { ahead = ahead.addingClamped(earlier.microseconds(since: now)) }
            now = earlier
        }
    }

    var moment: Moment {
        Moment(own: now, wall: wallNow)
    }

    var wallNow: BGPTime {
        wall(now)
    }

    /// The operator's time of a moment.
    func wall(_ time: BGPTime) -> BGPTime {
        BGPTime(microseconds: time.microseconds.subtractingClamped(ahead))
    }

    /// The moment at which it is `time` to the operator.
    func own(_ time: BGPTime) -> BGPTime {
        BGPTime(microseconds: time.microseconds.addingClamped(ahead))
    }

    /// The present, at which something is reported that happened at `time`: never later than now.
    func moment(of time: BGPTime?) -> Moment {
        Moment(own: now, wall: wallNow, cause: time.map { min(seen($0), wallNow) })
    }

    /// When a route was announced, unless its time is off by more than a day.
    func seen(_ time: BGPTime) -> BGPTime {
        let present = wallNow
        return DetectionClock.isNear(time, present) ? time : present
    }
}

extension DetectionClock {
    /// The moment to advance to when it is `time` to the operator; `nil` where his clock was set back: what is waited for is
    /// waited for as long as before.
    mutating func target(of time: BGPTime) -> BGPTime? {
        let target = own(time)
        if target >= now { return target }
        if !isMovedByRoutes { ahead = ahead.addingClamped(now.microseconds(since: target)) }
        return nil
    }

    /// Moves the present forward to `time`.
    mutating func advance(to time: BGPTime) {
        now = max(now, time)
    }

    /// Takes `time` as the present, also where it is earlier.
    mutating func set(to time: BGPTime) {
        now = time
    }

    /// Whether a route of this time may move the clock.
    func isMoved(by time: BGPTime) -> Bool {
        isMovedByRoutes && (time > now || start != .confirmed)
    }

    /// What a route's time means: the first route starts the clock, and a leap of more than a day needs a second route that
    /// confirms it.
    mutating func step(to time: BGPTime) -> Step {
        let isFirst = start == .none
        if start != .confirmed {
            let isNear = DetectionClock.isNear(time, now)
            if isFirst || (!isNear && time < now) {
                start = .claimed
                return .start
            }
            if isNear { start = .confirmed }
        }
        guard time > now else { return .none }
        if time.microseconds(since: now) > DetectionClock.day {
            guard let leap, DetectionClock.isNear(time, leap) else {
                leap = time
                return .none
            }
        }
        leap = nil
        start = .confirmed
        return .advance
    }

    private static func isNear(_ time: BGPTime, _ other: BGPTime) -> Bool {
        abs(max(time.microseconds(since: other), -.max)) <= day
    }
}
