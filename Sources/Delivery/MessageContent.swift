/// Content of a message, in the forms that recipients accept.
public struct MessageContent: Hashable, Sendable {
    /// The class of what it is about, in one word.
    public let kind: String
    /// Kind of change, one word.
    public let change: String
    /// From 0, the least.
    public let severity: Int
    /// One line.
    public let summary: String
    /// Several lines.
    public let text: String
    /// As JSON, on one line.
    public let record: String

    public init(kind: String, change: String, severity: Int, summary: String, text: String, record: String) {
        self.kind = kind
        self.change = change
        self.severity = severity
        self.summary = summary
        self.text = text
        self.record = record
    }
}
