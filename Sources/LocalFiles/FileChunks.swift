#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that is read piece by piece, and closed when it is no longer needed.
package final class FileChunks {
    private let file: OpenFile

    /// The most octets that ``next()`` gives.
    private static let portion = 1 << 18

    package init(_ path: String) throws(LocalFileError) {
        file = OpenFile(open(path, O_RDONLY | O_CLOEXEC), path)
        guard file.descriptor >= 0 else { throw LocalFileError(path) }
    }

    deinit { if file.descriptor >= 0 { close(file.descriptor) } }

    /// The next octets, up to 256 KiB; `nil` at the end.
    package func next() throws(LocalFileError) -> [UInt8]? {
        var failure: LocalFileError?
        let chunk = [UInt8](unsafeUninitializedCapacity: FileChunks.portion) { buffer, count in
            do throws(LocalFileError) {
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return chunk.isEmpty ? nil : chunk
    }
}
