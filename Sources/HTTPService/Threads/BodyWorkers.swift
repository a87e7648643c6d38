internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Where bodies are made and compressed: threads of their own, apart from those that answer short questions and from those
/// that validate.
package final class BodyWorkers: Sendable {
    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: max(1, System.coreCount))
        pool.start()
        return pool
    }()

    private let ending = Atomic(false)

    package init() {}

    /// Whether the server ends: long work asks this between its steps, and stops.
    package var isEnding: Bool {
        ending.load(ordering: .relaxed)
    }

    /// From now on no work begins, and what is under way stops.
    package func end() {
        ending.store(true, ordering: .relaxed)
    }

    /// What `work` gives; `nil` when the server ends.
    package func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result? {
        guard !isEnding else { return nil }
        return try? await BodyWorkers.pool.runIfActive { [self] in isEnding ? nil : work() }
    }
}
