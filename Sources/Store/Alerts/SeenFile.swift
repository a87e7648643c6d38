internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file as it was at a moment: what has changed is another.
public struct SeenFile: Hashable, Sendable {
    public let path: String
    public let inode: UInt64
    public let size: Int64
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    public let modified: Int64

    public init(path: String, inode: UInt64, size: Int64, modified: Int64) {
        self.path = path
        self.inode = inode
        self.size = size
        self.modified = modified
    }

    /// The file at `path` as it is now; `nil` where there is none, or what is there is a folder or the like.
    public init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(
            path: path, inode: UInt64(status.st_ino), size: Int64(status.st_size),
            modified: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec))
    }
}
