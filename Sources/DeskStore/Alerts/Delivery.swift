public import FoundationEssentials

/// What a sink has still to get.
public struct Delivery: Hashable, Sendable {
    /// Grows in the order in which changes came.
    public let id: Int64
    public let sink: String
    public let alert: String
    public let revision: Int
    public let severity: Int
    public let time: Date
    public let change: String
    public let kind: String
    /// One line.
    public let summary: String
    /// Several lines.
    public let text: String
    /// As an event in JSON, on one line.
    public let event: String
    /// How often it was tried in vain.
    public let attempts: Int

    public init(
        id: Int64, sink: String, alert: String, revision: Int, severity: Int, time: Date, change: String, kind: String,
        summary: String, text: String, event: String, attempts: Int = 0
    ) {
        self.id = id
        self.sink = sink
        self.alert = alert
        self.revision = revision
        self.severity = severity
        self.time = time
        self.change = change
        self.kind = kind
        self.summary = summary
        self.text = text
        self.event = event
        self.attempts = attempts
    }

    /// The same wherever and however often it is delivered, so that a receiver can tell what it has had.
    public var identity: String { "\(alert).\(revision)" }
}
