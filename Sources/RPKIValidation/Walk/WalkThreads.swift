internal import NIOPosix

/// Separate threads for the tasks of a walk: objects from outside determine how long validation takes, and tasks that
/// answer requests meanwhile must not wait for a thread.
final class WalkThreads: TaskExecutor {
    private let pool: NIOThreadPool

    /// - Parameter count: how many threads.
    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Also when the pool is ending: a job that was handed over has to run.
        pool.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
