import Testing

/// A key that is taken over while a node runs, another value for it, and what shows that it has been.
struct ReloadObservation: Sendable, CustomTestStringConvertible {
    let key: String
    /// As YAML.
    let value: String
    /// What depends on the key, in words that differ between one value and another.
    let effect: @Sendable (ReloadedNode) async throws -> String

    init(_ key: String, _ value: String, _ effect: @escaping @Sendable (ReloadedNode) async throws -> String) {
        self.key = key
        self.value = value
        self.effect = effect
    }

    var testDescription: String { key }

    static let all: [ReloadObservation] =
        served + admitted + refreshed + fetched + fetchedWithin + validated + watched + thresholds
}
