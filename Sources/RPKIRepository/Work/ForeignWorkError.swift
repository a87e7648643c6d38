#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The reason why work was not done.
package enum ForeignWorkError: Error, Hashable, Sendable, CustomStringConvertible {
    case cancelled
    case late(seconds: Int)
    /// The operating system gives no thread.
    case thread(code: Int32)

    package var description: String {
        switch self {
        case .cancelled: "cancelled"
        case .late(let seconds): "not read after \(seconds) s, the limit readingSeconds"
        case .thread(let code): "no thread: \(String(cString: strerror(code)))"
        }
    }
}

extension ForeignWorkError: LimitReaching {
    package var reachedLimit: RepositoryLimit? {
        if case .late = self { .readingSeconds } else { nil }
    }
}
