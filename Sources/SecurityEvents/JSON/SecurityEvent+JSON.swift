extension SecurityEvent {
    /// The canonical JSON: one line, members in a fixed order, then those that are not known by name; no line end.
    public func json() -> String {
        ""
    }

    /// The event in `text`, one JSON object.
    public init(json text: String, limits: SecurityEventLimits = SecurityEventLimits()) throws(SecurityEventError) {
        throw SecurityEventError(.version, "")
    }

    /// What stays the same when the same event is seen or told again: 64 hexadecimal digits, SHA-256 over type, identifier,
    /// subjects, occurrence and the name of the source.
    public var identity: String {
        ""
    }
}
