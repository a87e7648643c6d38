/// Whose routes a feed has, and so how many of its peers have to see one before it is believed.
public enum FeedKind: Hashable, Sendable {
    /// Our own router: what it has is there.
    case router
    /// A public collector: one of its many peers may be wrong.
    case collector
    /// A file, which may be of one peer.
    case recording

    /// How many peers have to see a route.
    ///
    /// - Parameter known: how many peers of the feed are known.
    func neededPeers(known: Int) -> Int {
        switch self {
        case .router: 1
        case .collector: 2
        case .recording: min(2, max(1, known))
        }
    }
}
