internal import Access
internal import NIOPosix
internal import Synchronization

/// Where passwords are hashed and checked: two threads of their own, since each takes half a second and 32 MiB.
final class PasswordWorkers: Sendable {
    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: AccountLimits().passwordChecks)
        pool.start()
        return pool
    }()

    private let most: Int
    private let taken = Mutex(0)

    init(_ limits: AccountLimits) {
        most = limits.passwordChecks + limits.passwordsWaiting
    }

    /// Gives what `work` gives; `nil` where too many wait already, or the node ends.
    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result? {
        let hasPlace = taken.withLock { taken in
            guard taken < most else { return false }
            taken += 1
            return true
        }
        guard hasPlace else { return nil }
        defer { taken.withLock { $0 -= 1 } }
        return try? await PasswordWorkers.pool.runIfActive(work)
    }
}
