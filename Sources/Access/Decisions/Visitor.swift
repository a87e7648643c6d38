public import SecurityEvents

/// Who a request comes from, as it was decided, and what they may do.
public struct Visitor: Hashable, Sendable {
    public let principal: Principal
    public let grants: [Grant]
    /// `nil` for who has not logged in.
    public let session: OpenSession?

    public init(_ principal: Principal, grants: [Grant] = [], session: OpenSession? = nil) {
        self.principal = principal
        self.grants = grants
        self.session = session
    }

    /// Someone who proves nothing and may do nothing.
    public static let anyone = Visitor(.anyone)

    /// Whether records with this label may be read or changed.
    public func may(_ verb: Verb, _ resource: Resource, marked label: TrafficLight = .clear) -> Bool {
        grants.permit(verb, resource, marked: label)
    }

    /// The narrowest label of records that may be read or changed; `nil` where none may.
    public func highest(_ verb: Verb, _ resource: Resource) -> TrafficLight? {
        grants.highest(verb, resource)
    }
}
