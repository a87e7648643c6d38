public import RPKIObjects

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A folder laid out as rsync leaves repositories: HOST/MODULE/PATH.
public struct LocalRepository: RepositoryCopy {
    private let root: String
    private let sizeLimit: Int

    /// - Parameters:
    ///   - root: the folder's path.
    ///   - sizeLimit: octets above which a file is not read.
    public init(root: String, sizeLimit: Int = DecodingLimits().objectSize) {
        self.root = root.hasSuffix("/") ? root : root + "/"
        self.sizeLimit = sizeLimit
    }

    public func object(at relativePath: String) throws(SourceError) -> [UInt8]? {
        // Neither a link nor a pipe that somebody left in the copy is followed or waited for.
        let file = open(root + relativePath, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw SourceError(String(cString: strerror(errno)))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SourceError(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SourceError("not a regular file") }
        let size = Int(status.st_size)
        guard size <= sizeLimit else {
            throw SourceError("\(size) octets, objectSize allows \(sizeLimit)")
        }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = read(file, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        guard failure == 0 else { throw SourceError(String(cString: strerror(failure))) }
        return bytes
    }
}
