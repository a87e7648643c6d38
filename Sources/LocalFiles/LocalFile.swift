#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Files that the user or the configuration names.
package enum LocalFile {
    /// Milliseconds that the writer of a pipe is waited for.
    private static let patience: Int32 = 10_000

    /// The octets of the file at `path`, at most `limit` of them.
    package static func read(_ path: String, limit: Int) throws(LocalFileError) -> [UInt8] {
        // A named pipe without a writer would hold the process for ever; one with a writer is waited for, within
        // bounds.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw LocalFileError(path) }
        defer { close(descriptor) }
        let file = OpenFile(descriptor, path)
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count: Int
            do throws(LocalFileError) {
                count = try file.read(into: &chunk)
            } catch  where error.code == .system(EAGAIN) {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, LocalFile.patience) != 0 else {
                    throw LocalFileError(.silent, path, "no data arrived")
                }
                continue
            }
            if count == 0 { return octets }
            guard octets.count + count <= limit else {
                throw LocalFileError(.tooLarge, path, "more than \(limit) octets, which is the limit")
            }
            octets += chunk[..<count]
        }
    }

    /// True if there is something at `path`.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// True if there is a program at `path` that may be started.
    package static func isProgram(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }

    /// Whether `name` is the path of a program, or the name of one in a folder of `folders`, which has the form of `PATH`.
    package static func isProgram(_ name: String, folders: String) -> Bool {
        if name.contains("/") { return isProgram(name) }
        return folders.split(separator: ":").contains { isProgram("\($0)/\(name)") }
    }

    /// True if users other than the owner and the group may read or change the file at `path`.
    package static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o007 != 0
    }

    /// True if it is a pipe or similar, which can be read only once.
    package static func isPipe(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    /// True if there is a file at `path`, and not a folder, a pipe or similar.
    package static func isRegular(_ path: String) -> Bool {
        FileStamp(at: path) != nil
    }

    /// Gives a file another name, in the same folder, once its octets are on the disk; returns when the name is, too.
    package static func rename(_ path: String, to name: String) throws(LocalFileError) {
        try sync(path)
        guard System.rename(path, name) == 0 else { throw LocalFileError(name) }
        try syncFolder(of: name)
    }

    /// Returns when the names in the folder of `path` are on the disk.
    package static func syncFolder(of path: String) throws(LocalFileError) {
        try sync(path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    }

    private static func sync(_ path: String) throws(LocalFileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LocalFileError(path) }
        defer { close(descriptor) }
        // Some file systems have no such call for folders.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw LocalFileError(path) }
    }

    /// Removes a file, where there is one.
    package static func remove(_ path: String) {
        unlink(path)
    }
}
