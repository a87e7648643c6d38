public import ConfigurationKeys
public import Registries

/// The readiness of networks and economies: `readiness` in the configuration.
public struct ReadinessSection: NodeSection {
    public static let name = "readiness"

    /// Files of delegated statistics.
    public var delegated: [String] = []
    /// Dumps of routing registries.
    public var irr: [String] = []
    public var economies: [Economy] = []
    public var regions: [Region] = []
    /// The hour of the day in UTC.
    public var hour = 3
    /// Peers that must have a route for it to count.
    public var minPeers = 1
    public var keep = Duration.seconds(400 * 86_400)
    public var keepNetworks = Duration.seconds(62 * 86_400)

    public init() {}

    /// Whether readiness is computed.
    public var isEnabled: Bool { !delegated.isEmpty }

    /// The economies to show; `nil` for all.
    public var scope: (@Sendable (Economy) -> Bool)? {
        guard !economies.isEmpty || !regions.isEmpty else { return nil }
        let (economies, regions) = (Set(economies), regions)
        return { economy in economies.contains(economy) || regions.contains { $0.contains(economy) } }
    }

    public static let keys: [ConfigurationKey<ReadinessSection>] = [
        .init(
            "delegated", \.delegated, ValueKind.path.list("paths", upTo: 32),
            "Delegated statistics of the regional Internet registries, compressed or not. Readiness is computed if this is set.",
            effect: .restart),
        .init(
            "irr", \.irr, ValueKind.path.list("paths", upTo: 64),
            "RPSL dumps of routing registries, compressed or not; empty: scores without route objects.",
            effect: .restart),
        .init(
            "economies", \.economies, ValueKind<Economy>.economy.list("economies"),
            "Economies to compute readiness for, by their two letters of ISO 3166; with readiness.regions empty too: all.",
            effect: .restart),
        .init(
            "regions", \.regions, ValueKind<Region>.region.list("regions"),
            "UN M49 regions to compute readiness for, by code or name.", effect: .restart),
        .init(
            "hour", \.hour, .number(0...23), "Hour of the day, in UTC, at which readiness is computed.",
            effect: .restart),
        .init(
            "min-peers", \.minPeers, .number(1...32), "Minimum number of peers that must have a route for it to count.",
            effect: .restart),
        .init(
            "keep", \.keep, .duration(.seconds(86_400) ... .seconds(315_360_000)),
            "Time to keep the daily figures of economies.", effect: .restart),
        .init(
            "keep-networks", \.keepNetworks, .duration(.seconds(86_400) ... .seconds(315_360_000)),
            "Time to keep the daily figures of networks.", effect: .restart),
    ]
}

extension NodeConfiguration {
    public var readiness: ReadinessSection {
        get { self[ReadinessSection.self] }
        set { self[ReadinessSection.self] = newValue }
    }
}
