#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Files and folders that only their owner may read, because they contain alerts and what a node serves.
package enum PrivateFiles {
    /// Makes `folder` and those above it where they are missing, for the owner alone.
    package static func makeFolder(_ folder: String) throws(LocalFileError) {
        var status = stat()
        if stat(folder, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw LocalFileError(folder, ENOTDIR) }
            return
        }
        let trimmed = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        if let slash = trimmed.lastIndex(of: "/"), slash > trimmed.startIndex {
            try makeFolder(String(trimmed[..<slash]))
        }
        // Another process may have made it meanwhile.
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw LocalFileError(folder) }
    }

    /// Creates an empty file if there is none, so that a later writer does not create one that others can read; files
    /// next to it get the same permissions. Reports no error: the writer will.
    package static func make(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes the rights of others from a folder and from all that is in it. Links are not followed.
    ///
    /// What is in a folder that others cannot enter is looked at all the same, one level: a file may have been made
    /// before the folder was closed. Deeper levels only where a folder was open.
    ///
    /// - Returns: What could not be changed, a line each, the first few.
    package static func tighten(_ folder: String) -> [String] {
        var failures: [String] = []
        tighten(folder, isTop: true, &failures)
        return failures
    }

    private static func tighten(_ path: String, isTop: Bool, _ failures: inout [String]) {
        var status = stat()
        // The folder itself may be a link, as systemd makes it.
        guard (isTop ? stat(path, &status) : lstat(path, &status)) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR || isTop else { return }
        let isOpen = status.st_mode & 0o077 != 0
        // A folder that everybody uses, such as /tmp, is not ours to close.
        if isTop, status.st_mode & S_ISVTX != 0 { return failures.append("\(path): other users also use this folder") }
        if isOpen, chmod(path, status.st_mode & 0o700) != 0, failures.count < 5 {
            failures.append("\(path): \(String(cString: strerror(errno)))")
        }
        guard kind == S_IFDIR, isTop || isOpen, let directory = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        closedir(directory)
        for name in names { tighten(path + "/" + name, isTop: false, &failures) }
    }
}
