/// Limits on a node's state. Data beyond a limit are left out, and counted where possible.
public struct StateLimits: Hashable, Sendable {
    /// Differences between serials that are kept for `json-delta`.
    public var deltas = 50
    /// Payloads that these have together; the oldest go first.
    public var deltaRows = 1_000_000
    /// Repositories that are listed.
    public var repositories = 10_000
    /// RTR sessions that are listed.
    public var sessions = 10_000
    /// Rejections that are kept one by one; further ones are counted only.
    public var rejections = 10_000
    /// Rejections, changes of VRPs, and examples of a kind that one run logs one by one.
    public var loggedLines = 50
    /// Alarms that are kept; the oldest go first.
    public var alarms = 1_000
    /// Seconds for which the alarm of a limit stays after the limit was last reached.
    public var limitAlarmSeconds = 3_600
    /// Maximum number of requests that wait simultaneously for the next serial.
    public var waiting = 1_000
    /// Characters of an error, a message or a URI.
    public var textLength = 500

    public init() {}

    /// A text within ``textLength``.
    func shortened(_ text: String) -> String {
        text.count <= textLength ? text : text.prefix(textLength - 1) + "…"
    }
}
