/// Limits of an HTTP server.
public struct HTTPLimits: Hashable, Sendable {
    /// Simultaneous connections to one listening address; the one that is idle the longest gives way to a further one.
    public var connections = 1_024
    /// Of these, from one client address (a /64 of IPv6).
    public var connectionsPerAddress = 256
    /// Connections beyond these, on which `/health` and `/ready` alone are answered; the oldest gives way.
    public var spareConnections = 32
    /// Octets of a request's body.
    public var requestBody = 1_048_576
    /// Octets of a form, encoded as it is sent.
    public var formOctets = 65_536
    /// Event streams that are open together.
    public var streams = 1_000
    /// Of these, of one session, or of one client address (a /64 of IPv6) without a session.
    public var streamsPerSession = 4
    /// Events that wait for a client of a stream; where there are more, the stream ends and the client asks again.
    public var streamEvents = 64
    /// Seconds without an event after which a stream sends a comment, so that both ends see that it is alive.
    public var streamBeatSeconds = 15
    /// Octets of a request's header fields and of its target, each.
    public var requestHeader = 16_384
    /// Parameters in a request's query.
    public var parameters = 256
    /// Bodies held that are made for one request alone: filtered payloads, differences and lists of routes.
    public var filteredBodies = 8
    /// Of these, for one client address (a /64 of IPv6).
    public var filteredBodiesPerAddress = 4
    /// Octets of one such body.
    public var answerOctets = 1_073_741_824
    /// Octets of request bodies, and of lists such as `/metrics` that are being sent, of all clients; half of them for one.
    public var heldOctets = 67_108_864
    /// Octets a second that a client has to take of an answer, on average after the first seconds.
    public var answerRate = 4_096
    /// Octets of encoded bodies that are kept for further requests, those still being sent included; the least used go first.
    /// One body may have half of them.
    public var keptOctets = 268_435_456
    /// Seconds in which a request must have arrived, and after which an idle connection is closed.
    public var requestSeconds = 30
    /// Seconds without progress after which a connection that does not take its answer is closed.
    public var stalledSeconds = 30
    /// Seconds that answers under way have when the server ends.
    public var endSeconds = 1
    /// Different decisions about access that are logged in an hour, by principal, client address, resource and reason.
    public var accessLines = 1_000

    public init() {}
}
