public import HTTPService

/// Limits of the HTTP API, in addition to those of its server.
public struct APILimits: Hashable, Sendable {
    public var http = HTTPLimits()
    /// Routes in one request to `/validity`.
    public var routes = 10_000
    /// Octets of an answer about the validity of routes.
    public var validityOctets = 67_108_864
    /// Series of one kind in `/metrics`, such as one a repository; further ones are counted only.
    public var metricSeries = 2_000
    /// Maximum number of requests that wait simultaneously for the next serial.
    public var waiting = 512
    /// Of these, for one client address (a /64 of IPv6).
    public var waitingPerAddress = 64
    /// Seconds that a request for the next serial waits.
    public var notifySeconds = 300

    /// Rejections, or repositories, in one answer; further ones are on the next page.
    public var listed = 1_000

    public init() {}
}
