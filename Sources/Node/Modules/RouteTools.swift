internal import HTTPService

internal import struct FoundationEssentials.Date

/// The tools with which the routes of modules answer: the limits and places that all of them share.
struct RouteTools: Sendable {
    let answers: AnswerMaker
    let limits: APILimits
    let clock: @Sendable () -> Date
    /// Counts that a limit was reached.
    let onLimit: @Sendable (StaticString, String) -> Void

    init(alarms: Alarms, limits: APILimits, clock: @escaping @Sendable () -> Date) {
        let onLimit: @Sendable (StaticString, String) -> Void = { name, message in
            alarms.reached(limit: name, message, at: clock())
        }
        self.onLimit = onLimit
        self.limits = limits
        self.clock = clock
        answers = AnswerMaker(limits: limits.http, clock: clock, onLimit: onLimit)
    }
}
