public import struct FoundationEssentials.Date

/// One decision for the audit: who wanted what, from where and when, and what the answer was.
public struct AccessRecord: Hashable, Sendable {
    public let time: Date
    /// The address that it came from, as text.
    public let client: String
    public let question: AccessQuestion
    public let decision: AccessDecision

    public init(time: Date, client: String, question: AccessQuestion, decision: AccessDecision) {
        self.time = time
        self.client = client
        self.question = question
        self.decision = decision
    }
}
