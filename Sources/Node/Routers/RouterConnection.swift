public import struct FoundationEssentials.Date

/// A router that is connected by RTR.
public struct RouterConnection: Hashable, Sendable {
    /// Its address and port.
    public var remote: String
    /// The protocol version agreed on; `nil` before the first query.
    public var version: UInt8?
    /// The serial that it was brought to last; `nil` before.
    public var serial: UInt32?
    /// The time at which it connected.
    public var since: Date
    public var octetsRead = 0
    public var octetsWritten = 0
    public var resetQueries = 0
    public var serialQueries = 0
    /// Its last query.
    public var lastQuery: Date?
    /// The time at which it last got everything.
    public var lastReset: Date?
    /// The time at which it was last brought up to a serial.
    public var lastUpdate: Date?
    public var isTLS = false

    public init(remote: String, since: Date) {
        self.remote = remote
        self.since = since
    }

    /// `remote` without the port.
    public var address: String {
        guard let colon = remote.lastIndex(of: ":") else { return remote }
        let host = remote[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { return String(host.dropFirst().dropLast()) }
        // An IPv6 address without a port has colons of its own.
        return host.contains(":") ? remote : String(host)
    }
}

/// Counters of the RTR server since its start.
public struct RouterStatistics: Hashable, Sendable {
    /// Connections that were accepted.
    public var accepted = 0
    /// Connections that were not, by address or number.
    public var refused = 0
    /// Connections that the node closed because the peer was slow, silent or wrong.
    public var dropped = 0
    public var octetsRead = 0
    public var octetsWritten = 0

    public init() {}
}
