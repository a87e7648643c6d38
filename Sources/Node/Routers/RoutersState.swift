internal import Synchronization

/// Which routers are connected, and what those of each address did.
public final class RoutersState: Sendable {
    /// All of it, at a moment.
    struct Snapshot: Sendable {
        /// By address.
        var sessions: [RouterConnection] = []
        /// The number of sessions, also when not all are listed.
        var sessionCount = 0
        var statistics = RouterStatistics()
        /// By address, of routers that left too.
        var figures: [RouterFigures] = []
    }

    private let limits: StateLimits
    private let storage = Mutex(Snapshot())

    public init(limits: StateLimits = StateLimits()) {
        self.limits = limits
    }

    /// All that is known now.
    var snapshot: Snapshot { storage.withLock { $0 } }

    /// Takes over which routers are connected now, in place of what was known.
    ///
    /// - Parameter routers: What the routers of each address did, those that left too; `nil` for what `sessions` say.
    public func update(
        sessions: [RouterConnection], statistics: RouterStatistics = RouterStatistics(), routers: [RouterFigures]? = nil
    ) {
        let figures = routers ?? Dictionary(grouping: sessions, by: \.address).values.compactMap(RouterFigures.init)
        let known = Array(figures.sorted { $0.address < $1.address }.prefix(limits.sessions))
        let listed = Array(sessions.sorted { $0.remote < $1.remote }.prefix(limits.sessions))
        storage.withLock {
            $0.sessions = listed
            $0.sessionCount = sessions.count
            $0.statistics = statistics
            $0.figures = known
        }
    }
}
