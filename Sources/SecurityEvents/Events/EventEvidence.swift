public import TextFormats

/// A piece of what shows that an event happened.
public struct EventEvidence: Hashable, Sendable {
    /// The kind of evidence, in a word: `as-path`, `roa`, `log-line`.
    public var kind: String
    public var value: String
    /// The time at which it was seen.
    public var time: EventTime?
    /// The origin of the evidence: a collector and its peer, a sensor, a file.
    public var origin: String?
    /// Members of the JSON that this version does not know, as they came, by name.
    public internal(set) var unknownMembers = JSONObject()

    public init(kind: String, value: String, time: EventTime? = nil, origin: String? = nil) {
        self.kind = kind
        self.value = value
        self.time = time
        self.origin = origin
    }
}
