/// The reason why a repository cannot be written.
public struct RRDPWriterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, or the URI of an object.
    public let path: String
    /// The operating system's word, or ours.
    public let reason: String

    public var description: String { "\(path): \(reason)" }
}
