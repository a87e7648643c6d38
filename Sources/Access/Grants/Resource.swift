/// A resource that can be read or changed, named by the service that has it.
public struct Resource: Hashable, Sendable, CustomStringConvertible {
    public let name: String

    /// - Parameter name: Lower-case letters and hyphens, such as `alerts`.
    public init(_ name: String) {
        self.name = name
    }

    public var description: String { name }
}
