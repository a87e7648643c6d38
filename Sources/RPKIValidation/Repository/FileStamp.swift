/// What the file system says of a file's state: two of one stamp hold the same octets, since no program can set when an inode
/// was changed.
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
}

/// A file that was read.
public struct FoundFile: Sendable {
    public let octets: [UInt8]
    /// The file's state before it was read; `nil` where it cannot be relied upon.
    public let stamp: FileStamp?

    public init(octets: [UInt8], stamp: FileStamp?) {
        self.octets = octets
        self.stamp = stamp
    }
}
