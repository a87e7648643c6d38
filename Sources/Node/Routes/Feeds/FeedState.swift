public import struct FoundationEssentials.Date

/// How the node stands with a feed of routes.
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
    /// Whether it says something now, or could.
    public var isConnected = false
    /// When it was connected, or lost.
    public var since: Date?
    /// When it last said anything.
    public var lastWord: Date?
    /// What it calls itself.
    public var description: String?
    /// Announcements and withdrawals.
    public var routes = 0
    /// What could not be used, by reason.
    public var faults: [String: Int] = [:]
    /// The last thing that went wrong.
    public var error: String?

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
