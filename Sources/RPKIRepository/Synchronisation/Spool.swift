internal import RPKIObjects
internal import Synchronization

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
    private let written = Atomic(0)
    private let meter: StoreMeter

    /// How many octets it holds.
    var octets: Int { written.load(ordering: .relaxed) }

    /// A new one in `folder`, whose octets `meter` counts.
    init(folder: String, meter: StoreMeter) throws(SpoolError) {
        self.meter = meter
        // Never with a name, so that a kill leaves none behind; and not for rsync, which may be started while it is open.
        if let unnamed = try Spool.unnamed(folder) {
            descriptor = unnamed
        } else {
            descriptor = try Spool.unlinked(folder)
        }
    }

    /// Linux's O_TMPFILE, a macro that Swift does not import.
    private static let temporary = 0o20_000_000 | O_DIRECTORY

    /// `nil` on a file system that has no such files.
    private static func unnamed(_ folder: String) throws(SpoolError) -> Int32? {
        let descriptor = open(folder, Spool.temporary | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor < 0, errno != EOPNOTSUPP, errno != EISDIR, errno != EINVAL { throw SpoolError(errno) }
        return descriptor < 0 ? nil : descriptor
    }

    private static func unlinked(_ folder: String) throws(SpoolError) -> Int32 {
        var template = Array((folder + "spool-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw SpoolError(errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return descriptor
    }

    deinit {
        close(descriptor)
        meter.unspool(octets)
    }

    func write(_ octets: UnsafeRawBufferPointer) throws(SpoolError) {
        written.add(octets.count, ordering: .relaxed)
        meter.spool(octets.count)
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
