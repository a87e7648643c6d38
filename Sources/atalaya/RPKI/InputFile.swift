internal import FoundationEssentials
internal import Node

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Reading what the operator named on the command line.
enum InputFile {
    /// The octets of the file at `path`, at most `limit` of them.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        do {
            return try InputOctets.read(path, limit: limit)
        } catch {
            throw Failure("\(path): \(error)")
        }
    }

    /// A file that is read piece by piece, and closed when nobody needs it any more.
    final class Chunks {
        private let path: String
        private let descriptor: Int32

        init(_ path: String) throws(Failure) {
            self.path = path
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        }

        deinit { close(descriptor) }

        /// The next octets, up to 256 KiB; `nil` at the end.
        func next() throws(Failure) -> [UInt8]? {
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                var got = 0
                repeat {
                    got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                } while got < 0 && errno == EINTR
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            guard failure == 0 else { throw Failure("\(path): \(String(cString: strerror(failure)))") }
            return chunk.isEmpty ? nil : chunk
        }
    }

    /// The file's name without folders and without `suffix`.
    static func name(_ path: String, without suffix: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}
