/// How sure it is that an alert is what it says, and why.
public struct AlertConfidence: Hashable, Sendable, Codable {
    public enum Level: String, Hashable, Sendable, CaseIterable, Codable {
        case low, medium, high
    }

    public var level: Level
    /// What speaks for it and against it, each in a few words.
    public var reasons: [String]

    public init(_ level: Level, _ reasons: [String]) {
        self.level = level
        self.reasons = reasons
    }
}
