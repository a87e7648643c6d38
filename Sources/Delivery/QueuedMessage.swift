/// A message that waits in an outbox.
public struct QueuedMessage: Hashable, Sendable {
    /// Grows in the order in which messages came.
    public let id: Int64
    public let message: Message
    /// Number of failed attempts.
    public let attempts: Int

    public init(id: Int64, message: Message, attempts: Int = 0) {
        self.id = id
        self.message = message
        self.attempts = attempts
    }
}
