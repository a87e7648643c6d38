public import SecurityEvents

/// The action that a principal asks for.
public struct AccessQuestion: Hashable, Sendable {
    public let resource: Resource
    public let verb: Verb
    /// The narrowest label that a record of the answer can have.
    public let label: TrafficLight

    public init(_ verb: Verb, _ resource: Resource, marked label: TrafficLight) {
        self.verb = verb
        self.resource = resource
        self.label = label
    }
}
