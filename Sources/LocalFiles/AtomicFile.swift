#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that appears under its name when it is whole, in place of the one before. One that is dropped without
/// ``commit()`` leaves the file of the name as it was.
package final class AtomicFile {
    /// The users who may read the file.
    package enum Access: Sendable {
        /// All whom the process's mask of rights lets.
        case all
        case owner
    }

    /// The name of the file until it is whole, next to the file whose place it takes.
    package enum Scratch: Sendable {
        /// One that no other has, so that several processes may write. A kill leaves it behind.
        case unique
        /// With ".new" at its end, for a file that only one process writes. What a kill left there is replaced.
        case new
    }

    private let file: OpenFile
    /// The path of the file until it is whole, for programs that write to it by its path.
    package let scratch: String
    private var isWhole = false

    /// - Throws: ``LocalFileError`` where the folder cannot be written.
    package init(_ path: String, access: Access = .all, scratch: Scratch = .unique) throws(LocalFileError) {
        let mode: mode_t = access == .all ? 0o666 : 0o600
        var (descriptor, name) = (Int32(-1), "")
        for _ in 0..<(scratch == .unique ? 100 : 1) {
            name = path + (scratch == .unique ? AtomicFile.suffix() : ".new")
            if scratch == .new { unlink(name) }
            descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            if descriptor >= 0 || errno != EEXIST { break }
        }
        file = OpenFile(descriptor, path)
        self.scratch = name
        guard descriptor >= 0 else {
            isWhole = true
            throw LocalFileError(path)
        }
    }

    deinit {
        if file.descriptor >= 0 { close(file.descriptor) }
        if !isWhole { unlink(scratch) }
    }

    package func write(_ octets: Span<UInt8>) throws(LocalFileError) {
        try octets.withUnsafeBytes { (octets) throws(LocalFileError) in try file.write(octets) }
    }

    /// Gives the file its name. Nothing may be written afterwards.
    ///
    /// - Parameter isSynced: Whether its octets are on the disk before; without, a power cut may leave an empty file.
    package func commit(isSynced: Bool = true) throws(LocalFileError) {
        guard !isSynced || fsync(file.descriptor) == 0, rename(scratch, file.path) == 0 else {
            throw LocalFileError(file.path)
        }
        isWhole = true
    }

    /// Makes `octets` the content of the file at `path`.
    package static func write(
        _ octets: Span<UInt8>, to path: String, access: Access = .all, scratch: Scratch = .unique, isSynced: Bool = true
    ) throws(LocalFileError) {
        let file = try AtomicFile(path, access: access, scratch: scratch)
        try file.write(octets)
        try file.commit(isSynced: isSynced)
    }

    private static func suffix() -> String {
        "." + String((0..<6).map { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() ?? "x" })
    }
}
