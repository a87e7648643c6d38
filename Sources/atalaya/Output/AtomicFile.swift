#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that appears under its name when it is whole, in place of the one before.
struct AtomicFile {
    private let path: String
    private let temporaryPath: String
    private let descriptor: Int32

    /// Starts a file beside `path`.
    private init(path: String) throws(Failure) {
        var template = Array((path + ".XXXXXX").utf8CString)
        descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        temporaryPath = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.path = path
        let mask = umask(0)
        umask(mask)
        fchmod(descriptor, 0o666 & ~mask)
    }

    func write(_ octets: Span<UInt8>) throws(Failure) {
        try octets.withUnsafeBytes { (buffer) throws(Failure) in
            try writeAll(buffer, to: descriptor, name: path)
        }
    }

    /// Makes the file last and gives it its name.
    private func commit() throws(Failure) {
        guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else {
            throw Failure("\(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Writes what `body` hands over, or leaves the file at `path` as it was.
    static func write(
        _ path: String, _ body: (AtomicFile) throws(Failure) -> Void
    ) throws(Failure) {
        let file = try AtomicFile(path: path)
        defer { close(file.descriptor) }
        do {
            try body(file)
            try file.commit()
        } catch {
            unlink(file.temporaryPath)
            throw error
        }
    }
}
