internal import SecurityEvents
internal import Synchronization

/// The label of alerts, as the configuration has it now: a reload can narrow it while the console shows them.
final class AlertLabel: Sendable {
    private let storage: Mutex<TrafficLight>

    /// - Parameter label: Until the configuration is known, the narrowest.
    init(_ label: TrafficLight = .red) {
        storage = Mutex(label)
    }

    var current: TrafficLight { storage.withLock { $0 } }

    func set(_ label: TrafficLight) {
        storage.withLock { $0 = label }
    }
}
