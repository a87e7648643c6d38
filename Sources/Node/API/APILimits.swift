/// What the HTTP API puts up with.
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
    /// Bodies at once that are made for one request alone: filtered payloads and large differences.
    public var filteredBodies = 8
    /// Octets of encoded bodies that are kept for further requests; the least used go first.
    public var keptOctets = 536_870_912
    /// Series of one kind in `/metrics`, such as one a repository; further ones are counted only.
    public var metricSeries = 2_000
    /// Seconds in which a request must have arrived, and after which an idle connection is closed.
    public var requestSeconds = 30
    /// Seconds without progress after which a connection that does not take its answer is closed.
    public var stalledSeconds = 30
    /// Seconds that a request for the next serial waits.
    public var notifySeconds = 300

    /// Rejections, or repositories, in one answer; further ones are on the next page.
    public var listed = 1_000

    public init() {}
}
