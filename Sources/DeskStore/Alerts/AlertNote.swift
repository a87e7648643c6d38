public import struct FoundationEssentials.Date

/// Something that a person said of an alert: a note, a decision, or both.
public struct AlertNote: Hashable, Sendable {
    /// What an alert turned out to be.
    public enum Decision: String, Hashable, Sendable, CaseIterable {
        case real
        /// Wanted, and announced beforehand.
        case planned
        case ourFault = "our-fault"
        case `false`
    }

    /// 0 before it is kept.
    public var id: Int64
    public var time: Date
    public var author: String
    public var decision: Decision?
    public var text: String

    public init(id: Int64 = 0, time: Date, author: String, decision: Decision? = nil, text: String) {
        self.id = id
        self.time = time
        self.author = author
        self.decision = decision
        self.text = text
    }
}
