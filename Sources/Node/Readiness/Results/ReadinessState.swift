internal import DeskStore
internal import NumberResources
internal import Synchronization

/// The latest readiness, and the routes that it was computed of.
final class ReadinessState: Sendable {
    /// What there is at one moment.
    struct Current: Sendable {
        let stored: StoredReadiness
        /// `nil` after a start, until routes have been read again.
        let routes: SeenRouteList?

        func network(_ asn: ASN) -> StoredReadiness.Network? {
            var (low, high) = (0, stored.networks.count)
            while low < high {
                let middle = (low + high) / 2
                if stored.networks[middle].asn < asn.rawValue { low = middle + 1 } else { high = middle }
            }
            return low < stored.networks.count && stored.networks[low].asn == asn.rawValue
                ? stored.networks[low] : nil
        }

        func economy(_ code: String) -> StoredReadiness.Economy? {
            stored.economies.first { $0.code == code }
        }

        /// The networks of an economy, by number.
        func networks(of code: String) -> [StoredReadiness.Network] {
            stored.networks.filter { $0.economy == code }
        }
    }

    private struct Storage {
        var current: Current?
        var failure: String?
    }

    private let storage = Mutex(Storage())

    /// `nil` where nothing was computed yet.
    var current: Current? { storage.withLock { $0.current } }

    /// Reason for which it could not be computed the last time.
    var failure: String? { storage.withLock { $0.failure } }

    func update(_ current: Current) {
        storage.withLock { $0 = Storage(current: current) }
    }

    func update(failure: String) {
        storage.withLock { $0.failure = failure }
    }
}
