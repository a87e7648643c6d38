internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// `node.lock`: who holds it is the node of the folder. The system takes it back when the process ends, however it does.
///
/// It is no lock on the database itself, whose locks the system drops when any descriptor of the file is closed.
final class FolderLock: Sendable {
    private let descriptor: Mutex<Int32>

    /// - Parameter path: The database that an error names.
    /// - Throws: ``NodeStoreError/inUse(path:)``, or another when there can be no lock.
    init(folder: String, of path: String) throws(NodeStoreError) {
        let file = folder + "/node.lock"
        var descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        // On a full disk, or one that is read-only, the file, or else the folder, can be locked all the same.
        if descriptor < 0, errno != ENOENT, errno != ENOTDIR {
            let reason = errno
            descriptor = open(file, O_RDONLY | O_CLOEXEC)
            if descriptor < 0 { descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
            errno = reason
        }
        guard descriptor >= 0 else { throw .folder(path: file, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { throw .inUse(path: path) }
            throw .folder(path: file, reason: String(cString: strerror(reason)))
        }
        self.descriptor = Mutex(descriptor)
    }

    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 {
                // A child that is being started has the descriptor until it is another program: closing alone would not do.
                flock(descriptor, LOCK_UN)
                close(descriptor)
            }
            descriptor = -1
        }
    }

    deinit { release() }
}
