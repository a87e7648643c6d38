public import HTTPService

/// How much the HTTP API does for its clients, in addition to what its server does for all.
public struct APILimits: Hashable, Sendable {
    public var http = HTTPLimits()
    /// Routes in one request to `/validity`.
    public var routes = 10_000
    /// Octets of an answer about the validity of routes.
    public var validityOctets = 67_108_864
    /// Series of one kind in `/metrics`, such as one a repository; further ones are counted only.
    public var metricSeries = 2_000
    /// Requests that wait for the next serial at once.
    public var waiting = 512
    /// Of these, for one client address (a /64 of IPv6).
    public var waitingPerAddress = 64
    /// Seconds that a request for the next serial waits.
    public var notifySeconds = 300

    /// Rejections, or repositories, in one answer; further ones are on the next page.
    public var listed = 1_000

    public init() {}
}
