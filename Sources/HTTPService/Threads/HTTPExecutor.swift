internal import NIOCore
internal import NIOPosix

/// Where the tasks of the server run: threads of their own, so that no work elsewhere makes a request wait.
final class HTTPExecutor: TaskExecutor {
    static let shared = HTTPExecutor()

    private let pool: NIOThreadPool

    private init() {
        pool = NIOThreadPool(numberOfThreads: max(2, System.coreCount))
        pool.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        pool.submit { _ in job.runSynchronously(on: executor) }
    }
}
