internal import FoundationEssentials

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
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var octets: [UInt8] = []
        var status = stat()
        if fstat(file, &status) == 0, status.st_size > 0 { octets.reserveCapacity(min(Int(status.st_size), limit)) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
            if count == 0 { return octets }
            guard octets.count + count <= limit else {
                throw Failure("\(path): more than \(limit) octets, which is the limit")
            }
            octets.append(contentsOf: buffer[..<count])
        }
    }

    /// The file's name without folders and without `suffix`.
    static func name(_ path: String, without suffix: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}
