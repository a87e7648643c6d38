public import struct FoundationEssentials.Date

/// Counters of the routers of one address, including disconnected ones.
public struct RouterFigures: Hashable, Sendable {
    public var address: String
    /// Connections that are open.
    public var connections = 0
    /// Connections that were accepted.
    public var accepted = 0
    public var firstConnected: Date
    public var lastConnected: Date
    /// The time at which the last connection ended, and the reason.
    public var lastEnd: Date?
    public var lastEndReason: String?
    public var version: UInt8?
    public var serial: UInt32?
    public var lastQuery: Date?
    public var lastReset: Date?
    public var lastUpdate: Date?
    public var resetQueries = 0
    public var serialQueries = 0
    public var octetsRead = 0
    public var octetsWritten = 0

    public init(address: String, since: Date) {
        self.address = address
        firstConnected = since
        lastConnected = since
    }

    /// The figures of `sessions`, all of one address, together; `nil` when there are none.
    init?(_ sessions: [RouterConnection]) {
        guard let first = sessions.min(by: { $0.since < $1.since }) else { return nil }
        self.init(address: first.address, since: first.since)
        connections = sessions.count
        accepted = sessions.count
        lastConnected = sessions.map(\.since).max() ?? first.since
        version = sessions.max { ($0.lastQuery ?? $0.since) < ($1.lastQuery ?? $1.since) }?.version
        serial = sessions.compactMap(\.serial).max()
        lastQuery = sessions.compactMap(\.lastQuery).max()
        lastReset = sessions.compactMap(\.lastReset).max()
        lastUpdate = sessions.compactMap(\.lastUpdate).max()
        resetQueries = sessions.reduce(0) { $0 + $1.resetQueries }
        serialQueries = sessions.reduce(0) { $0 + $1.serialQueries }
        octetsRead = sessions.reduce(0) { $0 + $1.octetsRead }
        octetsWritten = sessions.reduce(0) { $0 + $1.octetsWritten }
    }
}
