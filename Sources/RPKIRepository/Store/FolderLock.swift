internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// An advisory lock on `FOLDER/lock`, which ends with the process at the latest.
final class FolderLock: Sendable {
    private let descriptor: Mutex<Int32?>

    init(folder: String) throws(ObjectStoreError) {
        let path = folder + "/lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .database(path: path, reason: String(cString: strerror(errno))) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(file)
            throw code == EWOULDBLOCK
                ? .inUse(path: path) : .database(path: path, reason: String(cString: strerror(code)))
        }
        descriptor = Mutex(file)
    }

    func release() {
        descriptor.withLock { descriptor in
            if let file = descriptor {
                // A child that is being started has the descriptor until it is another program: closing alone would not do.
                flock(file, LOCK_UN)
                close(file)
            }
            descriptor = nil
        }
    }

    deinit {
        release()
    }
}
