public import struct FoundationEssentials.Date

/// State of a route feed.
public struct FeedState: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case bmp
        case risLive = "ris-live"
        /// One of the collectors that RIS Live speaks of.
        case collector
        case file
        case folder
    }

    /// Its name: the router's address, the URL, the folder.
    public var name: String
    public var kind: Kind
    /// Whether it is connected.
    public var isConnected = false
    /// When it was connected, or lost.
    public var since: Date?
    /// When it last said anything.
    public var lastWord: Date?
    /// The name that it reports.
    public var description: String?
    /// Announcements and withdrawals.
    public var routes = 0
    /// Number of errors in its data, by reason.
    public var faults: [String: Int] = [:]
    /// The last thing that went wrong.
    public var error: String?

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
