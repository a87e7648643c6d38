internal import RPKIObjects

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file without a name, which holds what is being fetched until its hash is known, and goes with the process at the
/// latest.
final class Spool: Sendable {
    private let descriptor: Int32

    /// A new one in `folder`.
    init(folder: String) throws(SpoolError) {
        var template = Array((folder + "spool-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw SpoolError(errno) }
        // Not for rsync, which may be started while the file is open.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit {
        close(descriptor)
    }

    func write(_ octets: UnsafeRawBufferPointer) throws(SpoolError) {
        var rest = octets
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw SpoolError(errno)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Gives all of it to `body`, piece by piece.
    func read(_ body: (Span<UInt8>) throws -> Void) throws {
        lseek(descriptor, 0, SEEK_SET)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SpoolError(errno) }
            guard count > 0 else { return }
            try body(buffer.span.extracting(0..<count))
        }
    }
}

/// What the operating system says of the folder in which things are held while they are fetched.
struct SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    let description: String

    init(_ code: Int32) {
        description = "the store's folder: " + String(cString: strerror(code))
    }
}
