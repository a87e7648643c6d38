#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The space of a file system.
package struct DiskSpace: Hashable, Sendable {
    /// Octets.
    package let total: Int
    /// Octets that users other than root may still write.
    package let free: Int
    /// Files that there may be; 0 where the file system makes room for them as they come.
    package let totalFiles: Int
    package let freeFiles: Int

    package init(total: Int, free: Int, totalFiles: Int, freeFiles: Int) {
        self.total = total
        self.free = free
        self.totalFiles = totalFiles
        self.freeFiles = freeFiles
    }

    /// That of the file system of `folder`; `nil` where the system does not know.
    package init?(_ folder: String) {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        let unit = Int(clamping: status.f_frsize)
        let (total, isLarge) = Int(clamping: status.f_blocks).multipliedReportingOverflow(by: unit)
        let (free, isFree) = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: unit)
        guard !isLarge, !isFree, total > 0 else { return nil }
        self.init(
            total: total, free: free, totalFiles: Int(clamping: status.f_files),
            freeFiles: Int(clamping: status.f_favail))
    }
}
