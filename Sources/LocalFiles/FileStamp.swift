#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The state of a file according to the file system. Two files with the same stamp have the same octets, because no
/// program can set an inode's change time, unless two changes came closer together than the clock of the file system
/// can show.
public struct FileStamp: Hashable, Sendable {
    package let inode: UInt64
    package let size: Int64
    /// Nanoseconds since 1970 at which the content was changed, as programs may set it, and at which the inode was.
    package let modified: Int64
    package let changed: Int64

    package init(inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    /// The stamp of the file at `path` now; `nil` where there is none, or what is there is a folder or the like.
    package init?(at path: UnsafePointer<CChar>, followingLinks: Bool = true) {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.init(status)
    }

    /// The stamp of an open file; `nil` for anything but a regular file.
    package init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.init(
            inode: UInt64(truncatingIfNeeded: status.st_ino), size: Int64(status.st_size),
            modified: modified.nanoseconds, changed: changed.nanoseconds)
    }
}

extension timespec {
    /// Since 1970; wraps for times that no clock has.
    fileprivate var nanoseconds: Int64 {
        Int64(truncatingIfNeeded: tv_sec) &* 1_000_000_000 &+ Int64(truncatingIfNeeded: tv_nsec)
    }
}
