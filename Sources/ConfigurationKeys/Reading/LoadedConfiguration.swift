/// A configuration that can be used.
public struct LoadedConfiguration<Section: ConfigurationSection>: Sendable {
    public package(set) var configuration: Section
    public let inputs: Section.Inputs
    /// Warnings for the operator.
    public let warnings: [ConfigurationProblem]
}
