/// The limits of a configuration. Reaching one refuses the file.
package struct ConfigurationLimits: Sendable {
    /// Octets of the file.
    package static let octets = 1 << 20
    /// Sections and lists one in another.
    static let nesting = 16
    /// Elements of one list or mapping.
    static let elements = 10_000
    /// Characters of one value.
    static let characters = 4096
}
