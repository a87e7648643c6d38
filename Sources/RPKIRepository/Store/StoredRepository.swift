public import struct FoundationEssentials.Date

/// What the store knows of one repository.
public struct StoredRepository: Hashable, Sendable {
    public enum Transport: String, Hashable, Sendable {
        case rrdp
        case rsync
        /// One file, a trust anchor's certificate.
        case https
    }

    package let id: Int64
    /// The notification file, the rsync module, or the one file.
    public let uri: String
    public let transport: Transport
    /// RRDP session and serial of what is in the store.
    public var session: String?
    public var serial: String?
    /// What the server said of the file that was fetched last, for conditional requests.
    public var entityTag: String?
    public var lastModified: String?
    /// When it was last tried.
    public var attempted: Date?
    /// When it was last fetched whole, or found unchanged.
    public var updated: Date?
    /// When it failed first since then.
    public var failing: Date?
    /// Why it failed last; `nil` when it did not.
    public var failure: String?
    /// Seconds that the last try took.
    public var duration: Double?
    /// Whether the last try changed anything.
    public var changed = false
    /// Objects of it in the store, and their octets.
    public var objects: Int
    public var octets: Int
}
