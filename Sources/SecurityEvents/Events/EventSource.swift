public import TextFormats

/// Who says that an event happened, and how far that is believed: the two scales of the Admiralty code.
public struct EventSource: Hashable, Sendable {
    /// How reliable the source has been.
    public enum Reliability: String, Hashable, Sendable, CaseIterable {
        case completely = "A"
        case usually = "B"
        case fairly = "C"
        case notUsually = "D"
        case unreliable = "E"
        case cannotBeJudged = "F"
    }

    /// How credible this piece of information is.
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
    /// Where the source says it: a URI, or a number of its own.
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
