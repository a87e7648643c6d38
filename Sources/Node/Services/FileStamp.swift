internal import FoundationEssentials

/// By what a change of a file is noticed.
struct FileStamp: Hashable, Sendable {
    let inode: UInt64
    let size: Int64
    /// Microseconds since 1970-01-01T00:00:00Z.
    let modified: Int64

    /// `nil` where there is no file, or what is there is none.
    init?(_ path: String) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular,
            let inode = attributes[.systemFileNumber] as? any BinaryInteger,
            let size = attributes[.size] as? any BinaryInteger, let modified = attributes[.modificationDate] as? Date
        else { return nil }
        self.inode = UInt64(clamping: inode)
        self.size = Int64(clamping: size)
        self.modified = Int64((modified.timeIntervalSince1970 * 1_000_000).rounded(.down))
    }
}
