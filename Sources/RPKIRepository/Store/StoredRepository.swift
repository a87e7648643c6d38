public import struct FoundationEssentials.Date

/// The stored state of one repository.
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
    /// The server's validators of the last fetched file, for conditional requests.
    public var entityTag: String?
    public var lastModified: String?
    /// The time of the last attempt.
    public var attempted: Date?
    /// The time when it was last fetched completely, or found unchanged.
    public var updated: Date?
    /// The time of the first failure since then.
    public var failing: Date?
    /// The reason of the last failure; `nil` if it did not fail.
    public var failure: String?
    /// Seconds that the last try took.
    public var duration: Double?
    /// True if the last try changed anything.
    public var changed = false
    /// Objects of it in the store, and their octets.
    public var objects: Int
    public var octets: Int
}
