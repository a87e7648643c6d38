/// A configuration that can be used.
public struct LoadedConfiguration<Section: ConfigurationSection>: Sendable {
    public package(set) var configuration: Section
    public let inputs: Section.Inputs
    /// What an operator may want to know.
    public let warnings: [ConfigurationProblem]
}
