public import Fetching
internal import NumberResources
public import ValidatedPayloads

/// An event of a client.
public enum RTRClientEvent: Sendable {
    /// A version was settled or an update is complete.
    case updated(RTRUpdate)
    /// The cache has nothing yet; the client asks again.
    case noData
    /// The connection is gone and will be opened again.
    case disconnected(reason: String)
    /// The data are older than the cache said they may become: nothing of them holds any more.
    case expired
}

/// An update that is complete.
public struct RTRUpdate: Sendable {
    public let version: ProtocolVersion
    public let session: UInt16
    public let serial: UInt32
    public let timers: RTRTimers
    /// True if the cache sent all payloads, rather than changes.
    public let isFull: Bool
    /// The changes, by content; empty if payloads are only counted.
    public let delta: PayloadDelta
    /// The figures of the transfer.
    public let transfer: RTRTransfer
}

/// The figures of one update. Times are since the connection was begun, or since the question for a later one.
public struct RTRTransfer: Hashable, Sendable {
    public var connected: Duration
    public var firstOctet: Duration
    public var endOfData: Duration
    public var octets: Int
    public var pdus: Int
}

/// The reason why a client gave up.
public enum RTRClientError: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotConnect(String)
    /// The cache's TLS is not as it should be.
    case tls(TLSFault)
    /// The cache violated the protocol, and received an Error Report.
    case violated(RTRErrorCode, String)
    /// The cache reported an error.
    case reported(RTRErrorCode, String)
    case noData
    case timedOut
    /// The cache sent more than the client takes.
    case limit(RTRClientLimit)
    /// The connection ended, or TLS failed.
    case disconnected(String)

    public var description: String {
        switch self {
        case .cannotConnect(let reason): "cannot connect: \(reason)"
        case .tls(let fault): fault.description(authorities: "the option --ca names the authority")
        case .violated(let code, let reason): "the cache violated the protocol: \(code): \(reason)"
        case .reported(let code, let text): "the cache reports: \(code)" + (text.isEmpty ? "" : ": \(text.report)")
        case .noData: "the cache has no data yet"
        case .timedOut: "the cache stopped answering"
        case .limit(let limit): "the cache sent more than is accepted: \(limit)"
        case .disconnected(let reason): "the connection ended" + (reason.isEmpty ? "" : ": \(reason)")
        }
    }
}

/// A limit of ``RTRClientLimits`` that a cache reached, with its number.
public enum RTRClientLimit: Hashable, Sendable, CustomStringConvertible {
    case payloads(Int)
    case octets(Int)
    case seconds(Int)

    public var description: String {
        switch self {
        case .payloads(let most): "more than \(most) payloads"
        case .octets(let most): "more than \(most) octets in one update"
        case .seconds(let most): "an update that was not complete after \(most) seconds"
        }
    }
}
