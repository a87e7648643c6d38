/// Which payloads are served from files and URLs, and within which bounds.
package struct PayloadFileOptions: Sendable {
    /// The payloads of all of them together are served.
    package let feeds: [PayloadFeed]
    package let exceptions: any LocalExceptions
    /// The percent of a trust anchor's VRPs that may go; `nil` for all.
    package let hold: Int?
    /// The maximum growth: how many times as many VRPs as before.
    package let growth: Int
    /// True if what has expired is served.
    package let ignoresExpiry: Bool
    /// From one look at a feed to the next; `nil` for the usual ones.
    package let interval: Duration?

    package init(
        feeds: [PayloadFeed], exceptions: any LocalExceptions, hold: Int?, growth: Int, ignoresExpiry: Bool,
        interval: Duration?
    ) {
        self.feeds = feeds
        self.exceptions = exceptions
        self.hold = hold
        self.growth = growth
        self.ignoresExpiry = ignoresExpiry
        self.interval = interval
    }
}
