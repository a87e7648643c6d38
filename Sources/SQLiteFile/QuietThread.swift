#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A thread of low priority for background work: it gets the time that others leave, and blocks none of the threads of tasks.
package enum QuietThread {
    private final class Work {
        let body: () -> Void

        init(_ body: @escaping () -> Void) { self.body = body }
    }

    package static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let work = Unmanaged.passRetained(Work { continuation.resume(returning: body()) })
            #if canImport(Darwin)
                var thread: pthread_t?
            #else
                var thread = pthread_t()
            #endif
            let code = pthread_create(
                &thread, nil,
                { pointer in
                    #if canImport(Glibc)
                        // There, this is the priority of the thread alone.
                        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
                    #endif
                    #if canImport(Darwin)
                        Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
                    #else
                        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
                    #endif
                    return nil
                }, work.toOpaque())
            // If no thread can be made, the caller does the work.
            guard code == 0 else { return work.takeRetainedValue().body() }
            #if canImport(Darwin)
                if let thread { pthread_detach(thread) }
            #else
                pthread_detach(thread)
            #endif
        }
    }
}
