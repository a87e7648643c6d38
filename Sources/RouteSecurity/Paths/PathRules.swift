import NumberResources

/// The rules of a configuration about paths to us, made ready: those of single ASes cost a lookup for each AS of a path.
struct PathRules: Sendable {
    private let forbiddenASNs: [ASN: HopPattern]
    private let forbidden: [HopPattern]
    private let requiredASNs: Set<ASN>
    private let required: [HopPattern]
    private let hasRequired: Bool

    init(forbidden: [HopPattern], required: [HopPattern]) {
        forbiddenASNs = Dictionary(
            forbidden.compactMap { pattern in pattern.single.map { ($0, pattern) } },
            uniquingKeysWith: { first, _ in first })
        self.forbidden = forbidden.filter { $0.single == nil }
        requiredASNs = Set(required.compactMap(\.single))
        self.required = required.filter { $0.single == nil }
        hasRequired = !required.isEmpty
    }

    /// The first of what is forbidden that a path has.
    func forbidden(in hops: [ASN]) -> HopPattern? {
        if !forbiddenASNs.isEmpty {
            for hop in hops { if let pattern = forbiddenASNs[hop] { return pattern } }
        }
        return forbidden.first { $0.matches(hops) }
    }

    /// Whether a path has nothing of what is required.
    func lacksRequired(_ hops: [ASN]) -> Bool {
        hasRequired && !hops.contains(where: requiredASNs.contains) && !required.contains { $0.matches(hops) }
    }
}

extension HopPattern {
    /// The AS that it is, where it is nothing else.
    var single: ASN? { asns.first.flatMap { self == HopPattern($0) ? $0 : nil } }
}
