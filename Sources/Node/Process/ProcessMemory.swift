internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#endif

/// The handling of free memory by the allocator.
///
/// Its defaults suit programs whose threads work alike all the time. A node builds tables and answers of many megabytes on one
/// thread after the other, and would keep what each of them has freed.
enum ProcessMemory {
    /// Heaps that threads share; by default each thread of the first dozens has its own.
    private static let arenas: Int32 = 4
    /// Blocks of this size and more are given back as soon as they are free, in octets.
    private static let ownBlock: Int32 = 1 << 20

    /// To be called before the first thread starts.
    static func tune() {
        #if canImport(Glibc)
            typealias Option = @convention(c) (Int32, Int32) -> Int32
            guard let option = function("mallopt", as: Option.self) else { return }
            // M_ARENA_MAX and M_MMAP_THRESHOLD of <malloc.h>.
            _ = option(-8, arenas)
            _ = option(-3, ownBlock)
        #endif
    }

    /// Gives what is free back to the system; takes some milliseconds for each 100 MB in use, on a thread of its own.
    static func release() async {
        #if canImport(Glibc)
            typealias Trim = @convention(c) (Int) -> Int32
            guard let trim = function("malloc_trim", as: Trim.self) else { return }
            // The pool is gone when the process ends; then there is nothing to give back.
            _ = try? await NIOThreadPool.singleton.runIfActive { trim(0) }
        #endif
    }

    #if canImport(Glibc)
        /// A function of the C library that other C libraries do not have.
        private static func function<Function>(_ name: String, as type: Function.Type) -> Function? {
            dlsym(dlopen(nil, RTLD_NOW), name).map { unsafeBitCast($0, to: type) }
        }
    #endif
}
