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

    /// Fails where one of `paths` cannot be opened, before anything is written; `-` is standard input.
    static func check(_ paths: [String]) throws(Failure) {
        // Who writes to a pipe would take the close for the end of its reader.
        for path in paths where path != "-" && !isPipe(path) { _ = try Chunks(path) }
    }

    /// Whether it is a pipe or the like, which can be read once only.
    static func isPipe(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    /// A file that is read piece by piece, and closed when nobody needs it any more.
    final class Chunks {
        private let path: String
        private let chunks: InputChunks

        init(_ path: String) throws(Failure) {
            self.path = path
            do {
                chunks = try InputChunks(path)
            } catch {
                throw Failure("\(path): \(error)")
            }
        }

        /// The next octets, up to 256 KiB; `nil` at the end.
        func next() throws(Failure) -> [UInt8]? {
            do {
                return try chunks.next()
            } catch {
                throw Failure("\(path): \(error)")
            }
        }
    }

    /// The file's name without folders and without `suffix`.
    static func name(_ path: String, without suffix: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}
