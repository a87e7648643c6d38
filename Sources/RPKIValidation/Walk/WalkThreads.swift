internal import NIOPosix

/// Threads of a walk's own, on which its tasks run: validation takes as long as objects from outside make it take, and
/// whoever answers questions meanwhile must not wait for a thread.
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
