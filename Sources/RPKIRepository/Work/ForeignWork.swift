internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Threads of our own for work on what others have sent: Swift's cooperative pool and the queues of databases are not
/// held up by it, however long it takes.
///
/// A thread ends when there is nothing to do.
package final class ForeignWork: Sendable {
    /// The work of a thread; it receives an error if there is no thread.
    private typealias Job = @Sendable (ForeignWorkError?) -> Void

    private struct State {
        var running = 0
        var waiting: [Job] = []
    }

    private let width: Int
    private let state = Mutex(State())

    /// - Parameter width: the threads that work simultaneously; further work waits.
    package init(width: Int) {
        self.width = max(1, width)
    }

    /// Runs `body` on a separate thread and returns its result.
    ///
    /// - Parameters:
    ///   - seconds: how long it may take once it has begun.
    ///   - body: asks ``ForeignTurn/check()`` between portions of its work, each of which is bounded.
    /// - Throws: What `body` throws, and ``ForeignWorkError``.
    package func run<Success: Sendable>(
        within seconds: Int, _ body: @escaping @Sendable (ForeignTurn) throws -> Success
    ) async throws -> Success {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue { failure in
                    continuation.resume(
                        with: Result {
                            if let failure { throw failure }
                            let turn = ForeignTurn(cancellation, seconds: seconds)
                            try turn.check()
                            return try body(turn)
                        })
                }
            }
        } onCancel: {
            cancellation.isRequested.store(true, ordering: .relaxed)
        }
    }

    private func enqueue(_ job: @escaping Job) {
        let startsThread = state.withLock { state in
            guard state.running < width else {
                state.waiting.append(job)
                return false
            }
            state.running += 1
            return true
        }
        guard startsThread, let code = ForeignWork.startThread({ self.work(job) }) else { return }
        state.withLock { $0.running -= 1 }
        job(.thread(code: code))
    }

    private func work(_ first: Job) {
        first(nil)
        while let next = next() { next(nil) }
    }

    private func next() -> Job? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }

    /// The record that cancellation of the work was requested.
    final class Cancellation: Sendable {
        let isRequested = Atomic(false)
    }
}

extension ForeignWork {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// - Returns: the operating system's error where there is no thread.
    private static func startThread(_ run: @escaping @Sendable () -> Void) -> Int32? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard code != 0 else { return nil }
        body.release()
        return code
    }
}

/// The time that a piece of work has, and whether it is still wanted.
package struct ForeignTurn: Sendable {
    private let cancellation: ForeignWork.Cancellation
    private let seconds: Int
    private let deadline: ContinuousClock.Instant

    init(_ cancellation: ForeignWork.Cancellation, seconds: Int) {
        self.cancellation = cancellation
        self.seconds = seconds
        deadline = .now + .seconds(seconds)
    }

    /// Fails when the work is to end.
    package func check() throws(ForeignWorkError) {
        if cancellation.isRequested.load(ordering: .relaxed) { throw .cancelled }
        if ContinuousClock.now >= deadline { throw .late(seconds: seconds) }
    }
}
