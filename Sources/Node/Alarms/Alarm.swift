public import struct FoundationEssentials.Date

/// A condition that an operator has to look at, for as long as it lasts.
public struct Alarm: Hashable, Sendable {
    /// The kind of condition, one word for programs, such as `removal`.
    public var kind: String
    /// The subject, such as the name of a trust anchor.
    public var subject: String
    public var message: String
    /// The time at which it was first raised.
    public var since: Date
    /// True if payloads are held back because of it.
    public var isHolding: Bool

    /// The time at which it ends by itself, unless an operator ends it before by SIGUSR2; `nil` for one that its
    /// cause ends.
    public var ends: Date?

    public init(
        kind: String, subject: String, message: String, since: Date, isHolding: Bool = false, ends: Date? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.message = message
        self.since = since
        self.isHolding = isHolding
        self.ends = ends
    }
}
