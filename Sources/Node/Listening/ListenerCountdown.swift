internal import Synchronization

/// Counts listeners down, and says when all of them listen.
final class ListenerCountdown: Sendable {
    private let missing: Mutex<Int>
    private let isReady: @Sendable () -> Void

    /// - Parameter isReady: Called once; immediately where there are no listeners.
    init(_ listeners: Int, isReady: @escaping @Sendable () -> Void) {
        missing = Mutex(listeners)
        self.isReady = isReady
        if listeners == 0 { isReady() }
    }

    /// There are more listeners than were counted before: at least one of those is missing still.
    func expect(_ count: Int) {
        missing.withLock { $0 += count }
    }

    /// One more listens.
    func listens() {
        let isLast = missing.withLock { missing in
            missing -= 1
            return missing == 0
        }
        if isLast { isReady() }
    }
}
