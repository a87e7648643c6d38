/// Who hears what feeds say.
protocol FeedHearer: Sendable {
    /// Makes a feed known before it says anything, so that its silence shows.
    func expect(_ name: String, _ kind: FeedState.Kind) async

    /// Takes note of what a feed says, and returns when that is done.
    func hear(_ words: [FeedWord], of name: String, _ kind: FeedState.Kind) async

    /// Stores what follows from all that was received; false where that is not possible now. Only then may a source be marked
    /// as read.
    func keep() async -> Bool
}
