/// Who hears what feeds say.
protocol FeedHearer: Sendable {
    /// Makes a feed known before it says anything, so that its silence shows.
    func expect(_ name: String, _ kind: FeedState.Kind) async

    /// Takes note of what a feed says, and returns when that is done.
    func hear(_ words: [FeedWord], of name: String, _ kind: FeedState.Kind) async
}
