/// The place where messages wait until their recipients have them, or have refused them for good.
///
/// A message that is noted is on the disk when the call returns.
public protocol Outbox: Sendable {
    /// Queues messages, all or none; one that was queued before for its recipient is not queued again.
    func enqueue(_ messages: [Message]) throws

    /// The oldest that a recipient has still to get.
    func waiting(for recipient: String, limit: Int) throws -> [QueuedMessage]

    /// Takes note of what became of messages.
    func note(_ outcome: DeliveryOutcome) throws
}
