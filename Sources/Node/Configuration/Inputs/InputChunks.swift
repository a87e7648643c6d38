#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that is read piece by piece, and closed when nobody needs it any more.
package final class InputChunks {
    private let descriptor: Int32

    package init(_ path: String) throws(InputOctets.Failure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// The next octets, up to 256 KiB; `nil` at the end.
    package func next() throws(InputOctets.Failure) -> [UInt8]? {
        var failure: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            var got = 0
            repeat {
                #if canImport(Glibc)
                    got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    got = Musl.read(descriptor, buffer.baseAddress, buffer.count)
                #else
                    got = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
                #endif
            } while got < 0 && errno == EINTR
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else { throw .unreadable(String(cString: strerror(failure))) }
        return chunk.isEmpty ? nil : chunk
    }
}
