public import ConfigurationKeys

/// What `/metrics` has: `metrics` in the configuration.
public struct MetricsSection: NodeSection {
    public static let name = "metrics"

    public var names = MetricNames.atalaya

    public init() {}

    public static let keys: [ConfigurationKey<MetricsSection>] = [
        .init(
            "names", \.names, .choice,
            "Metric names in /metrics: ours, those of Routinator for its dashboards, or both.",
            effect: .restart)
    ]
}

extension NodeConfiguration {
    public var metrics: MetricsSection {
        get { self[MetricsSection.self] }
        set { self[MetricsSection.self] = newValue }
    }
}
