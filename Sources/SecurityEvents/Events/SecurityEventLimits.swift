/// The limits of a reader of events.
public struct SecurityEventLimits: Hashable, Sendable {
    /// Octets of one event's JSON.
    public var eventSize = 1_048_576
    /// Containers one in another.
    public var eventDepth = 16
    /// Subjects of an event.
    public var subjects = 1_000
    /// Pieces of evidence of an event.
    public var evidence = 1_000
    /// Free attributes, and members that are not known, of an event.
    public var attributes = 256
    /// Octets of a text, or of a number, in an event.
    public var textOctets = 16_384

    public init() {}
}
