public import struct FoundationEssentials.Date

/// Figures of the routers at one address, also when none of them is connected any more.
public struct RTRRouterFigures: Hashable, Sendable, Identifiable {
    /// As text, without port.
    public let address: String
    /// Connections that are open.
    public internal(set) var connections = 0
    /// Connections that were accepted.
    public internal(set) var accepted = 0
    public let firstConnected: Date
    public internal(set) var lastConnected: Date
    /// The time and reason of the last end of a connection.
    public internal(set) var lastEnd: Date?
    public internal(set) var lastEndReason: RTRCloseReason?
    /// Of the connection that asked last.
    public internal(set) var version: ProtocolVersion?
    /// Of the connection that was last brought up to date.
    public internal(set) var serial: UInt32?
    public internal(set) var lastQuery: Date?
    /// The time when a router last received all payloads.
    public internal(set) var lastReset: Date?
    /// The time when a router last reached a serial.
    public internal(set) var lastUpdate: Date?
    public internal(set) var resetQueries = 0
    public internal(set) var serialQueries = 0
    public internal(set) var notifications = 0
    public internal(set) var octetsSent = 0
    public internal(set) var octetsReceived = 0

    public var id: String { address }

    init(address: String, at now: Date) {
        self.address = address
        firstConnected = now
        lastConnected = now
    }

    /// The time of the last known activity.
    var lastSeen: Date { max(lastConnected, lastEnd ?? lastConnected) }

    /// Takes in what one connection did.
    mutating func add(_ peer: RTRPeer) {
        if let query = peer.lastQuery, lastQuery.map({ $0 <= query }) ?? true {
            lastQuery = query
            version = peer.version ?? version
        }
        if let update = peer.lastUpdate, lastUpdate.map({ $0 <= update }) ?? true {
            lastUpdate = update
            serial = peer.serial ?? serial
        }
        if let reset = peer.lastReset { lastReset = lastReset.map { max($0, reset) } ?? reset }
        resetQueries += peer.resetQueries
        serialQueries += peer.serialQueries
        notifications += peer.notifications
        octetsSent += peer.octetsSent
        octetsReceived += peer.octetsReceived
    }
}
