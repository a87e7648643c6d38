public import FoundationEssentials

/// What a recipient is to get: a change of an alert, or any other notification.
public struct Message: Hashable, Sendable {
    /// Who is to get it, by the name of the queue: the same over restarts while it is the same place.
    public let recipient: String
    /// What it is about. With ``revision`` it tells one message from another: the same is never queued twice for one recipient.
    public let key: String
    /// Grows with each message about the same.
    public let revision: Int
    /// When what it says happened.
    public let time: Date
    public let content: MessageContent
    /// How many the recipient gets at the most; `nil` for what holds for the recipient.
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
