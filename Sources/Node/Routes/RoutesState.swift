internal import Synchronization

/// How the watch of routes stands.
public final class RoutesState: Sendable {
    private let storage = Mutex<WatchState?>(nil)

    public init() {}

    /// `nil` where no routes are watched, or not yet.
    var watch: WatchState? { storage.withLock { $0 } }

    /// Takes over how the watch stands now.
    public func update(watch: WatchState) {
        storage.withLock { $0 = watch }
    }
}
