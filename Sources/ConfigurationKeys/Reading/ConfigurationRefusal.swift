/// Reasons for which a configuration cannot be used.
public struct ConfigurationRefusal: Error, Hashable, Sendable {
    /// At least one of them no warning.
    public let problems: [ConfigurationProblem]
}

extension ConfigurationRefusal: CustomStringConvertible {
    /// A line each.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
