internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file without a name, which goes with the process at the latest. Written first, then read, by one at a time.
package final class Spool: Sendable {
    private let file: OpenFile
    private let written = Atomic(0)
    private let onGrowth: @Sendable (Int) -> Void

    /// The number of octets that it holds.
    package var octets: Int { written.load(ordering: .relaxed) }

    /// A new one in `folder`.
    ///
    /// - Parameter onGrowth: Called with the octets that are about to be written; with all of them as a negative number when
    ///   the file goes.
    package init(
        in folder: String, onGrowth: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws(LocalFileError) {
        self.onGrowth = onGrowth
        // Never with a name, so that a kill leaves none behind; and not for a program that may be started while it is open.
        if let unnamed = try Spool.unnamed(folder) {
            file = OpenFile(unnamed, folder)
        } else {
            file = OpenFile(try Spool.unlinked(folder), folder)
        }
    }

    /// Linux's O_TMPFILE, a macro that Swift does not import.
    private static let temporary = 0o20_000_000 | O_DIRECTORY

    /// `nil` on a file system that has no such files.
    private static func unnamed(_ folder: String) throws(LocalFileError) -> Int32? {
        let descriptor = open(folder, Spool.temporary | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor < 0, errno != EOPNOTSUPP, errno != EISDIR, errno != EINVAL { throw LocalFileError(folder) }
        return descriptor < 0 ? nil : descriptor
    }

    private static func unlinked(_ folder: String) throws(LocalFileError) -> Int32 {
        var template = Array((folder + "/spool-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw LocalFileError(folder) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return descriptor
    }

    deinit {
        close(file.descriptor)
        onGrowth(-octets)
    }

    package func write(_ octets: UnsafeRawBufferPointer) throws(LocalFileError) {
        written.add(octets.count, ordering: .relaxed)
        onGrowth(octets.count)
        try file.write(octets)
    }

    /// Gives all of it to `body`, piece by piece.
    package func read(_ body: (Span<UInt8>) throws -> Void) throws {
        _ = rewound()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try file.read(into: &buffer)
            guard count > 0 else { return }
            try body(buffer.span.extracting(0..<count))
        }
    }

    /// The descriptor, at the start of what was written, for a program that reads it. It is closed with the spool.
    package func rewound() -> Int32 {
        lseek(file.descriptor, 0, SEEK_SET)
        return file.descriptor
    }
}
