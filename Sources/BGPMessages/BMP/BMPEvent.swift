/// An event of a BMP session, in order.
public enum BMPEvent: Hashable, Sendable {
    /// The router gave its name and description.
    case initiated(BMPRouter)
    /// The router has a session with this neighbour, or monitors this table of its own.
    case peerUp(BMPPeer, BMPPeerUp)
    /// No route of this peer is known any more, in any view.
    case peerDown(BMPPeer, BMPPeerDown)
    /// The changes of one BGP UPDATE in one view.
    case routes(BMPPeer, BMPView, [RouteEvent])
    /// The router has sent the whole view (RFC 4724 section 2); later messages are changes.
    case endOfRIB(BMPPeer, BMPView, RouteFamily)
    case statistics(BMPPeer, [BMPStatistic], at: BGPTime)
    case mirrored(BMPPeer, BMPMirroring, at: BGPTime)
    /// The router says that it ends the session (RFC 7854 section 4.5).
    case terminated(BMPTermination)
    /// One message, or a part of it, could not be used.
    case fault(MessageError)
    /// The session cannot go on; the connection has to be closed.
    case failed(MessageError)
}

/// The information that a router sends about itself (RFC 7854 section 4.3).
public struct BMPRouter: Hashable, Sendable {
    /// sysName of its MIB-II.
    public var name = ""
    /// sysDescr of its MIB-II.
    public var description = ""
    /// Free text.
    public var texts: [String] = []

    public init() {}
}

/// The reason why a router ends a session (RFC 7854 section 4.5).
public struct BMPTermination: Hashable, Sendable {
    public enum Reason: UInt16, Hashable, Sendable, CaseIterable {
        case administrativelyClosed = 0
        case unspecified = 1
        case outOfResources = 2
        case redundantConnection = 3
        case permanentlyClosed = 4
    }

    /// `nil` where none that is known was given.
    public var reason: Reason?
    public var texts: [String] = []
}

/// Information about mirrored BGP messages in addition to the routes (RFC 7854 section 4.7).
public struct BMPMirroring: Hashable, Sendable {
    /// The types of the messages that were mirrored.
    public var messages: [BGPMessageHeader.Kind] = []
    /// True if one was in error, which the router treated as a withdrawal.
    public var hasErroredMessage = false
    /// True if messages were lost.
    public var hasLostMessages = false
}
