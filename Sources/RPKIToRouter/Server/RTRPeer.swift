public import struct FoundationEssentials.Date

/// A router that is connected, as it is now.
public struct RTRPeer: Hashable, Sendable, Identifiable {
    /// Counted from 1 as they come.
    public let id: Int
    /// As text, without port.
    public let address: String
    public let port: Int
    public let isTLS: Bool
    public let since: Date
    /// `nil` before the first query.
    public internal(set) var version: ProtocolVersion?
    /// The serial that the router was last given whole; `nil` before the first End of Data.
    public internal(set) var serial: UInt32?
    public internal(set) var lastQuery: Date?
    /// The time when the router last received all payloads.
    public internal(set) var lastReset: Date?
    /// The time when the router last reached a serial.
    public internal(set) var lastUpdate: Date?
    /// True if an answer is on its way.
    public internal(set) var isReceiving = false
    public internal(set) var resetQueries = 0
    public internal(set) var serialQueries = 0
    public internal(set) var notifications = 0
    public internal(set) var pdusSent = 0
    public internal(set) var octetsSent = 0
    public internal(set) var octetsReceived = 0
}

/// The reason why a connection ended.
public enum RTRCloseReason: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The router closed it.
    case closed
    /// Its address is not allowed.
    case notAllowed = "not-allowed"
    /// There were too many.
    case connectionLimit = "connection-limit"
    /// There were too many from its address.
    case sourceLimit = "source-limit"
    /// It did not ask anything in time.
    case silent
    /// A PDU did not become whole in time.
    case incompletePDU = "incomplete-pdu"
    /// It did not read what it was sent.
    case stalled
    /// It violated the protocol, and received an Error Report.
    case violation
    /// It reported an error of the cache.
    case reported
    /// TLS could not be agreed upon.
    case tls
    /// The connection failed.
    case failed
    /// The server ended.
    case shutdown

    public static func < (left: RTRCloseReason, right: RTRCloseReason) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Counters of a server since it started.
public struct RTRServerCounters: Hashable, Sendable {
    public internal(set) var connections = 0
    /// Of the connections that have ended.
    public internal(set) var closed: [RTRCloseReason: Int] = [:]
    public internal(set) var resetQueries = 0
    public internal(set) var serialQueries = 0
    public internal(set) var notifications = 0
    public internal(set) var pdusSent = 0
    public internal(set) var octetsSent = 0
    public internal(set) var octetsReceived = 0
}
