internal import Delivery
public import FoundationEssentials

/// An alert as it stands now.
public struct StoredAlert: Hashable, Sendable {
    /// Acknowledgement: author, time and note.
    public struct Acknowledgement: Hashable, Sendable {
        public let time: Date
        public let author: String
        public let note: String?

        public init(time: Date, author: String, note: String? = nil) {
            self.time = time
            self.author = author
            self.note = note
        }
    }

    /// The same for one incident, in all its states.
    public var id: String
    /// The class of the incident, in one word.
    public var kind: String
    /// The state in its life, in one word.
    public var state: String
    /// From 0, the least.
    public var severity: Int
    /// The greatest that it has had.
    public var peak: Int
    public var raised: Date
    public var updated: Date
    /// The time at which it ended; `nil` while it may continue.
    public var ended: Date?
    /// Grows with each change that is passed on.
    public var revision: Int
    /// The prefix that it is about, as text.
    public var prefix: String?
    /// The AS number that gives offence.
    public var asn: UInt32?
    /// One line.
    public var summary: String
    /// The whole of it in words, several lines.
    public var text: String
    /// The whole of it, as an event in JSON on one line.
    public var event: String
    public var acknowledgement: Acknowledgement?

    public init(
        id: String, kind: String, state: String, severity: Int, peak: Int, raised: Date, updated: Date,
        ended: Date? = nil, revision: Int, prefix: String? = nil, asn: UInt32? = nil, summary: String, text: String,
        event: String,
        acknowledgement: Acknowledgement? = nil
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.severity = severity
        self.peak = peak
        self.raised = raised
        self.updated = updated
        self.ended = ended
        self.revision = revision
        self.prefix = prefix
        self.asn = asn
        self.summary = summary
        self.text = text
        self.event = event
        self.acknowledgement = acknowledgement
    }
}

/// A change of an alert.
public struct AlertRevision: Hashable, Sendable {
    public let revision: Int
    public let time: Date
    /// Kind of change, one word.
    public let change: String
    public let summary: String
    /// As an event in JSON.
    public let event: String
}

/// A change of an alert, and its recipients.
public struct StoredChange: Hashable, Sendable {
    /// The alert after the change. Its acknowledgement is not written: that is the operator's.
    public var alert: StoredAlert
    /// Kind of change, one word.
    public var change: String
    /// The time.
    public var time: Date
    /// The importance for a recipient, from 0: the end of an alert less than the alert.
    public var severity: Int
    /// The names of the sinks that are to get it.
    public var sinks: [String]

    /// - Parameter severity: `nil` for that of the alert.
    public init(alert: StoredAlert, change: String, time: Date, severity: Int? = nil, sinks: [String]) {
        self.alert = alert
        self.change = change
        self.time = time
        self.severity = severity ?? alert.severity
        self.sinks = sinks
    }
}

extension StoredChange {
    /// The text that a sink gets.
    func message(to sink: String) -> Message {
        Message(
            recipient: sink, key: alert.id, revision: alert.revision, time: time,
            content: MessageContent(
                kind: alert.kind, change: change, severity: severity, summary: alert.summary, text: alert.text,
                record: alert.event))
    }
}
