public import FoundationEssentials

/// A message for a recipient: a change of an alert, or any other notification.
public struct Message: Hashable, Sendable {
    /// Recipient, by the name of its queue, which stays the same after a restart.
    public let recipient: String
    /// Subject. Together with ``revision`` it identifies the message: no message is queued twice for one recipient.
    public let key: String
    /// Grows with each message about the same.
    public let revision: Int
    /// The time of the event that it reports.
    public let time: Date
    public let content: MessageContent
    /// Rate limit of this message; `nil` for that of the recipient.
    public let pacing: Pacing?

    public init(
        recipient: String, key: String, revision: Int, time: Date, content: MessageContent, pacing: Pacing? = nil
    ) {
        self.recipient = recipient
        self.key = key
        self.revision = revision
        self.time = time
        self.content = content
        self.pacing = pacing
    }

    /// The same wherever and however often it is delivered, so that a receiver can tell what it has had.
    public var identity: String { "\(key).\(revision)" }
}
