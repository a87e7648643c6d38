public import BGPMessages
public import NumberResources
public import ValidatedPayloads

/// Watches a quiet period and proposes a configuration, which is for the operator to confirm.
public struct ConfigurationLearner: Sendable {
    /// Something proposed, and why.
    public struct Note: Hashable, Sendable {
        public var text: String
    }

    /// - Parameters:
    ///   - asns: The own AS numbers.
    ///   - prefixes: Own prefixes that are known already.
    public init(asns: [ASN], prefixes: [IPPrefix] = []) {}

    public mutating func receive(_ event: RouteEvent) {}

    /// The configuration that what was seen and `payloads` suggest, with a line about each part of it.
    public func proposal(payloads: PayloadSet) -> (configuration: DetectionConfiguration, notes: [Note]) {
        (DetectionConfiguration(), [])
    }
}
