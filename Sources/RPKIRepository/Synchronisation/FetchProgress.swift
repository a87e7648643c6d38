internal import Synchronization

/// The progress of a running fetch, so that a walk knows whether waiting for it is worthwhile.
final class FetchProgress: Sendable {
    /// That of the fetch which the current task works on.
    @TaskLocal static var current: FetchProgress?

    private let budget: @Sendable () -> WalkBudget
    /// The budget that was notified of work on a file that has come.
    private let working = Mutex<WalkBudget?>(nil)

    /// - Parameter budget: that of the walk which is under way now.
    init(_ budget: @escaping @Sendable () -> WalkBudget) {
        self.budget = budget
    }

    /// Octets came.
    func advance(_ octets: Int) {
        budget().advance(octets)
    }

    /// The server is asked for a file.
    func ask() {
        working.withLock { working in
            working?.work(-1)
            working = nil
        }
    }

    /// A file is there, and will be taken into the store.
    func work() {
        let budget = budget()
        working.withLock { working in
            working?.work(-1)
            working = budget
            budget.work(1)
        }
    }
}
