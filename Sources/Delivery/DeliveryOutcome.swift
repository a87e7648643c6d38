/// Result of sending messages, by their numbers in the outbox.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The recipient has them.
    case delivered([Int64])
    /// The recipient will never take them.
    case refused([Int64], reason: String)
    /// They wait for another attempt.
    case failed([Int64])
}
