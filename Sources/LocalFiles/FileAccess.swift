#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Who may do what with a file or folder, and when it was written.
package struct FileAccess: Hashable, Sendable {
    /// The twelve bits of chmod(2).
    package let mode: Int
    /// The number of the user whose it is.
    package let owner: Int
    package let isFolder: Bool
    /// Octets.
    package let size: Int
    package let inode: UInt64
    /// Seconds since 1970.
    package let modified: Int

    package init(mode: Int, owner: Int, isFolder: Bool, size: Int = 0, inode: UInt64 = 0, modified: Int = 0) {
        self.mode = mode
        self.owner = owner
        self.isFolder = isFolder
        self.size = size
        self.inode = inode
        self.modified = modified
    }

    /// That of what is at `path`, of what a link leads to; `nil` where there is nothing, or it may not be looked at.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let modified = status.st_mtimespec
        #else
            let modified = status.st_mtim
        #endif
        self.init(
            mode: Int(status.st_mode & 0o7777), owner: Int(status.st_uid),
            isFolder: status.st_mode & S_IFMT == S_IFDIR, size: Int(status.st_size),
            inode: UInt64(truncatingIfNeeded: status.st_ino), modified: Int(modified.tv_sec))
    }

    /// Whether the file at `path` may be read by this process.
    package static func isReadable(_ path: String) -> Bool {
        access(path, R_OK) == 0
    }
}
