public import TextFormats

/// An event that concerns the security of networks or devices, from any source: the one record that alerts, feeds,
/// cases and partners share.
///
/// ```swift
/// var event = SecurityEvent(.scanner, source: EventSource(name: "sensor 3"), observed: first, reported: now)
/// event.subjects = [EventSubject(.address(address), .source), EventSubject(.port(.tcp, 23), .target)]
/// let text = event.json()
/// let same = try SecurityEvent(json: text)
/// ```
public struct SecurityEvent: Hashable, Sendable {
    /// Class and type of the Reference Security Incident Taxonomy.
    public var type: IncidentType
    /// The source's own subtype, in a word: `sub-prefix-origin`, `cve-2024-3400`.
    public var identifier: String?
    /// The subjects of the event, in canonical order, each once.
    public var subjects: [EventSubject] {
        didSet { subjects = EventSubject.canonical(subjects) }
    }
    /// The value that distinguishes it from an earlier event of the same kind about the same subjects, such as the time
    /// of an outbreak. It is part of the identity; times are not.
    public var occurrence: String?
    /// The time at which it was first seen.
    public var observed: EventTime
    /// The time at which it was last seen, if that is different; never before `observed`.
    public var lastObserved: EventTime?
    /// The time at which the source reported it.
    public var reported: EventTime
    public var source: EventSource
    public var tlp: TrafficLight
    public var severity: EventSeverity?
    /// One line for people.
    public var summary: String?
    public var evidence: [EventEvidence]
    /// Values without their own field.
    public var attributes: [String: String]
    /// Members of the JSON that this version does not know, as they came, by name.
    public internal(set) var unknownMembers = JSONObject()

    public init(
        _ type: IncidentType, identifier: String? = nil, subjects: [EventSubject] = [], occurrence: String? = nil,
        source: EventSource, tlp: TrafficLight = .amber, observed: EventTime, lastObserved: EventTime? = nil,
        reported: EventTime, severity: EventSeverity? = nil, summary: String? = nil, evidence: [EventEvidence] = [],
        attributes: [String: String] = [:]
    ) {
        self.type = type
        self.identifier = identifier
        self.subjects = EventSubject.canonical(subjects)
        self.occurrence = occurrence
        self.source = source
        self.tlp = tlp
        self.observed = observed
        self.lastObserved = lastObserved.map { max($0, observed) }
        self.reported = reported
        self.severity = severity
        self.summary = summary
        self.evidence = evidence
        self.attributes = attributes
    }
}
