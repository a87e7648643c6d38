public import NumberResources

/// A Validated ASPA Payload: a customer AS and all the ASes it names as its providers
/// (draft-ietf-sidrops-aspa-profile section 5.2).
///
/// ASPAs order by customer, then by providers.
public struct ASPA: Hashable, Sendable {
    public let customer: ASN
    /// Ascending, each once. AS 0 alone says that the customer has no provider.
    public let providers: [ASN]

    /// The payload with `providers` put in order, each once.
    public init(customer: ASN, providers: some Sequence<ASN>) {
        self.customer = customer
        self.providers = ASPA.sortedUnique(Array(providers))
    }

    private static func sortedUnique(_ providers: [ASN]) -> [ASN] {
        if zip(providers, providers.dropFirst()).allSatisfy(<) { return providers }
        var unique: [ASN] = []
        unique.reserveCapacity(providers.count)
        for provider in providers.sorted() where provider != unique.last { unique.append(provider) }
        return unique
    }
}

extension ASPA: Comparable {
    public static func < (left: ASPA, right: ASPA) -> Bool {
        if left.customer != right.customer { return left.customer < right.customer }
        return left.providers.lexicographicallyPrecedes(right.providers)
    }
}
