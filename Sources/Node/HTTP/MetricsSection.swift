public import ConfigurationKeys

/// Settings of `/metrics`: `metrics` in the configuration.
public struct MetricsSection: ConfigurationSection {
    public var names = MetricNames.atalaya

    public init() {}

    public static let keys: [ConfigurationKey<MetricsSection>] = [
        .init(
            "names", \.names, .choice,
            "Metric names in /metrics: ours, those of Routinator for its dashboards, or both.",
            effect: .restart)
    ]
}
