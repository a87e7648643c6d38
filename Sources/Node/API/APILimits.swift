/// How much the HTTP API does for its clients.
public struct APILimits: Hashable, Sendable {
    /// Connections to one listening address at once; further ones wait to be accepted.
    public var connections = 1_024
    /// Octets of a request's body.
    public var requestBody = 1_048_576
    /// Octets of a request's header fields and of its target, each.
    public var requestHeader = 16_384
    /// Parameters in a request's query.
    public var parameters = 256
    /// Routes in one request to `/validity`.
    public var routes = 10_000
    /// Bodies at once that are made for one request alone: filtered payloads, differences and lists of routes.
    public var filteredBodies = 8
    /// Of these, for one client address (a /64 of IPv6).
    public var filteredBodiesPerAddress = 4
    /// Octets of one such body.
    public var answerOctets = 1_073_741_824
    /// Octets of an answer about the validity of routes.
    public var validityOctets = 67_108_864
    /// Octets of request bodies, and of lists such as `/metrics` that are being sent, of all clients; half of them for one.
    public var heldOctets = 67_108_864
    /// Octets a second that a client has to take of an answer, on average after the first seconds.
    public var answerRate = 4_096
    /// Octets of encoded bodies that are kept for further requests, those still being sent included; the least used go first.
    /// One body may have half of them.
    public var keptOctets = 268_435_456
    /// Series of one kind in `/metrics`, such as one a repository; further ones are counted only.
    public var metricSeries = 2_000
    /// Seconds in which a request must have arrived, and after which an idle connection is closed.
    public var requestSeconds = 30
    /// Seconds without progress after which a connection that does not take its answer is closed.
    public var stalledSeconds = 30
    /// Requests that wait for the next serial at once.
    public var waiting = 1_000
    /// Of these, for one client address (a /64 of IPv6).
    public var waitingPerAddress = 64
    /// Seconds that a request for the next serial waits.
    public var notifySeconds = 300

    /// Rejections, or repositories, in one answer; further ones are on the next page.
    public var listed = 1_000

    public init() {}
}
