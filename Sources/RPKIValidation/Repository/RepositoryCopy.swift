public import RPKIObjects

/// A local copy of repositories, by HOST/MODULE/PATH: everything is present from the start and nothing is fetched.
public protocol RepositoryCopy: ObjectSource, ObjectFolder {
    /// The octets of the object at HOST/MODULE/PATH, or `nil` when the copy has none.
    ///
    /// - Throws: ``SourceError`` when there is something that cannot be read.
    func object(at relativePath: String) throws(SourceError) -> [UInt8]?
}

extension RepositoryCopy {
    public func trustAnchorCertificate(at uri: String) async throws(SourceError) -> [UInt8]? {
        guard let path = TrustAnchorLocator.relativePath(of: uri) else { return nil }
        return try object(at: path)
    }

    public func folder(for location: PublicationLocation) async -> any ObjectFolder { self }

    public func readyFolder(for location: PublicationLocation) -> (any ObjectFolder)? { self }

    public func file(at uri: RsyncURI) throws(SourceError) -> FoundFile? {
        try object(at: uri.relativePath).map { FoundFile(octets: $0, stamp: nil) }
    }

    public func object(at uri: RsyncURI) throws(SourceError) -> [UInt8]? {
        try file(at: uri)?.octets
    }

    public func hash(at uri: RsyncURI) -> ObjectHash? { nil }

    public var stamp: FolderStamp? { nil }
}
