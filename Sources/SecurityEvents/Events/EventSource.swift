public import TextFormats

/// The source of an event, and how far it is believed: the two scales of the Admiralty code.
public struct EventSource: Hashable, Sendable {
    /// The reliability of the source so far.
    public enum Reliability: String, Hashable, Sendable, CaseIterable {
        case completely = "A"
        case usually = "B"
        case fairly = "C"
        case notUsually = "D"
        case unreliable = "E"
        case cannotBeJudged = "F"
    }

    /// The credibility of this piece of information.
    public enum Credibility: Int, Hashable, Sendable, CaseIterable {
        case confirmed = 1
        case probablyTrue = 2
        case possiblyTrue = 3
        case doubtful = 4
        case improbable = 5
        case cannotBeJudged = 6
    }

    public var name: String
    public var reliability: Reliability
    public var credibility: Credibility
    /// The source's reference: a URI, or its own number.
    public var reference: String?
    /// Members of the JSON that this version does not know, as they came, by name.
    public internal(set) var unknownMembers = JSONObject()

    public init(
        name: String, reliability: Reliability = .cannotBeJudged, credibility: Credibility = .cannotBeJudged,
        reference: String? = nil
    ) {
        self.name = name
        self.reliability = reliability
        self.credibility = credibility
        self.reference = reference
    }
}
