/// What may be read or changed: a word that the service declares which has it.
public struct Resource: Hashable, Sendable, CustomStringConvertible {
    public let name: String

    /// - Parameter name: Lower-case letters and hyphens, such as `alerts`.
    public init(_ name: String) {
        self.name = name
    }

    public var description: String { name }
}
