public import LocalFiles
public import RPKIObjects

/// The source of a walk's objects.
///
/// A source may fetch: the walk asks for a publication point before it reads it, and goes on with other points meanwhile.
public protocol ObjectSource: Sendable {
    /// The octets of a trust anchor's certificate at an rsync or https URI, or `nil` when there are none.
    ///
    /// - Throws: ``SourceError`` when there is something that cannot be had.
    func trustAnchorCertificate(at uri: String) async throws(SourceError) -> [UInt8]?

    /// The folder at `location`, once it is as current as possible.
    func folder(for location: PublicationLocation) async -> any ObjectFolder

    /// The same, when there is nothing to wait for.
    func readyFolder(for location: PublicationLocation) -> (any ObjectFolder)?
}

/// The objects of the repository that a publication point is in.
public protocol ObjectFolder: Sendable {
    /// The octets of the object at `uri`, or `nil` when the repository has none there.
    ///
    /// - Throws: ``SourceError`` when there is something that cannot be read.
    func object(at uri: RsyncURI) throws(SourceError) -> [UInt8]?

    /// The object at `uri` with the state of its file, where it is a file.
    ///
    /// - Throws: ``SourceError`` when there is something that cannot be read.
    func file(at uri: RsyncURI) throws(SourceError) -> FoundFile?

    /// The state of the file at `uri`, where it can be relied upon: its octets are then those that were read with this stamp.
    func fileStamp(at uri: RsyncURI) -> FileStamp?

    /// The SHA-256 of the object at `uri`, where it is known without reading the object.
    func hash(at uri: RsyncURI) -> ObjectHash?

    /// Says which state of the publication point this is: two of one stamp hold the same objects. `nil` when that is not
    /// known.
    var stamp: FolderStamp? { get }
}

extension ObjectFolder {
    public func file(at uri: RsyncURI) throws(SourceError) -> FoundFile? {
        try object(at: uri).map { FoundFile(octets: $0, stamp: nil) }
    }

    public func fileStamp(at uri: RsyncURI) -> FileStamp? { nil }
}

/// A state of a publication point in a store.
public struct FolderStamp: Hashable, Sendable {
    /// Which repository the objects are from.
    public let repository: Int64
    /// Grows with each change to the point.
    public let generation: Int64

    public init(repository: Int64, generation: Int64) {
        self.repository = repository
        self.generation = generation
    }
}

/// A file that was read.
public struct FoundFile: Sendable {
    public let octets: [UInt8]
    /// The file's state before it was read; `nil` where it cannot be relied upon.
    public let stamp: FileStamp?

    public init(octets: [UInt8], stamp: FileStamp?) {
        self.octets = octets
        self.stamp = stamp
    }
}

/// The location at which a CA publishes, according to its certificate.
public struct PublicationLocation: Hashable, Sendable {
    /// The locator's name of the trust anchor above.
    public let trustAnchor: String
    /// The directory of the publication point.
    public let repository: RsyncURI
    /// The RRDP notification file, if the certificate names one.
    public let notification: String?
    /// The keys of the CAs between the trust anchor and the CA that publishes there, the upper ones first and at most
    /// ``longestPath``: those whose certificates led here. Fetches are shared out by it.
    public let path: [String]

    /// CAs that ``path`` has at most.
    package static let longestPath = 8

    public init(trustAnchor: String, repository: RsyncURI, notification: String?, path: [String] = []) {
        self.trustAnchor = trustAnchor
        self.repository = repository
        self.notification = notification
        self.path = path
    }
}

/// An object that is there and cannot be had.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In one line: "Permission denied", "9,000,000 octets, objectSize allows 8,000,000".
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
