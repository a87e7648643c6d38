/// A configuration that can be used.
public struct LoadedConfiguration<Section: ConfigurationSection>: Sendable {
    public package(set) var configuration: Section
    public let inputs: Section.Inputs
    /// Warnings for the operator.
    public let warnings: [ConfigurationProblem]

    init(configuration: Section, inputs: Section.Inputs, warnings: [ConfigurationProblem]) {
        self.configuration = configuration
        self.inputs = inputs
        self.warnings = warnings
    }

    /// A configuration that a program made by itself: one that names no files.
    package init(_ configuration: Section) {
        var files = ConfigurationFiles(origins: [:], environment: [:])
        self.init(configuration: configuration, inputs: configuration.read(&files), warnings: [])
    }
}
