internal import SecurityEvents
internal import Synchronization

/// How the watch of routes stands.
public final class RoutesState: Sendable {
    private let storage = Mutex<WatchState?>(nil)
    private let labelStorage = Mutex(TrafficLight.red)

    public init() {}

    /// `nil` where no routes are watched, or not yet.
    var watch: WatchState? { storage.withLock { $0 } }

    /// The label of alerts, as the configuration has it now.
    var label: TrafficLight { labelStorage.withLock { $0 } }

    func update(label: TrafficLight) {
        labelStorage.withLock { $0 = label }
    }

    /// Takes over how the watch stands now.
    public func update(watch: WatchState) {
        storage.withLock { $0 = watch }
    }
}
