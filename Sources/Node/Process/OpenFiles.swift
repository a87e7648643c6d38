#if canImport(Glibc)
    internal import Glibc
#endif

/// The number of files and sockets that the process may have open.
enum OpenFiles {
    /// Raises the limit to what the system allows: a shell's is often 1,024, fewer than the connections that clients may have.
    static func raiseLimit() {
        #if canImport(Glibc)
            var limit = rlimit()
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            guard getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
            limit.rlim_cur = limit.rlim_max
            _ = setrlimit(files, &limit)
        #endif
    }
}
