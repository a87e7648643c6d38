internal import RouteSecurity

/// Takes in what feeds report.
protocol FeedConsumer: Sendable {
    /// Makes a feed known before it reports anything, so that its silence shows.
    func expect(_ name: String, _ kind: FeedState.Kind) async

    /// Takes note of what a feed reports, and returns when that is done.
    func receive(_ messages: [FeedMessage], of name: String, _ kind: FeedState.Kind) async

    /// Stores what follows from all that was received; false where that is not possible now. Only then may a source be marked
    /// as read.
    func keep() async -> Bool
}
