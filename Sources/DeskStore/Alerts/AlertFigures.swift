/// The figures of an alert between two changes.
public struct AlertFigures: Hashable, Sendable {
    public let id: String
    /// The revision that was noted last: where there is another by now, that one stays.
    public let revision: Int
    /// One line.
    public let summary: String
    /// The whole of it in words, several lines.
    public let text: String
    /// The whole of it, as an event in JSON on one line.
    public let event: String

    public init(id: String, revision: Int, summary: String, text: String, event: String) {
        self.id = id
        self.revision = revision
        self.summary = summary
        self.text = text
        self.event = event
    }
}
