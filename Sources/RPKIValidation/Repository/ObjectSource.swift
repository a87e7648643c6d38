public import RPKIObjects

/// Where the walk gets objects from: a local copy of what repositories publish.
public protocol ObjectSource: Sendable {
    /// The octets of the object at HOST/MODULE/PATH, or `nil` when the copy has none.
    ///
    /// - Throws: ``SourceError`` when there is something that cannot be read.
    func object(at relativePath: String) throws(SourceError) -> [UInt8]?
}

/// An object that is there and cannot be had.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In one line: "Permission denied", "9,000,000 octets, objectSize allows 8,000,000".
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
