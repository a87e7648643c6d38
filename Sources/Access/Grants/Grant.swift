public import SecurityEvents

/// A permission: one resource, one verb, and how confidential the records may be.
public struct Grant: Hashable, Sendable {
    public let resource: Resource
    public let verb: Verb
    /// Records with a narrower label are not covered.
    public let highest: TrafficLight

    public init(_ verb: Verb, _ resource: Resource, upTo highest: TrafficLight) {
        self.verb = verb
        self.resource = resource
        self.highest = highest
    }
}
