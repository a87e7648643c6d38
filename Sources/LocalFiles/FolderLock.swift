internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// An advisory lock on a file of a folder: who holds it has the folder for itself. The system takes it back when the process
/// ends, however it does; the file stays, and says nothing.
///
/// It is not a lock on a database itself, whose locks the system drops when any descriptor of the file is closed.
package final class FolderLock: Sendable {
    private let descriptor: Mutex<Int32>

    /// - Parameter orFolder: Whether the folder is locked where the file cannot be made, as on a full disk or one that is
    ///   read-only. Only one lock of a folder may ask for this.
    /// - Throws: ``LocalFileError``, with the code `inUse` when another process, or another part of this one, holds it.
    package init(_ folder: String, file name: String, orFolder: Bool = false) throws(LocalFileError) {
        let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        var descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0, orFolder, errno != ENOENT, errno != ENOTDIR {
            let reason = errno
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            if descriptor < 0 { descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
            errno = reason
        }
        guard descriptor >= 0 else { throw LocalFileError(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { throw LocalFileError(.inUse, path, "another process uses it") }
            throw LocalFileError(path, reason)
        }
        self.descriptor = Mutex(descriptor)
    }

    package func release() {
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
