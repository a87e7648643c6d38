public import RPKIValidation
public import ValidatedPayloads

/// Result of the last validation run for a trust anchor.
public struct TrustAnchorState: Hashable, Sendable {
    /// The name of its TAL, without `.tal`.
    public var name: String
    /// True if a valid certificate was found.
    public var isFound: Bool
    public var objects: ObjectCounts
    /// Payloads of its valid objects, doubles included.
    public var payloads: PayloadCounts
    /// Payloads that are served and come from it first.
    public var served: PayloadCounts

    public init(
        name: String, isFound: Bool, objects: ObjectCounts = ObjectCounts(), payloads: PayloadCounts = PayloadCounts(),
        served: PayloadCounts = PayloadCounts()
    ) {
        self.name = name
        self.isFound = isFound
        self.objects = objects
        self.payloads = payloads
        self.served = served
    }
}
