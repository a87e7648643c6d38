public import LocalFiles
public import RPKIObjects

public import struct FoundationEssentials.Date

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
    /// Nanoseconds since 1970 before which a file must have been changed last for its stamp to count.
    private let settled: Int64

    /// The time within which a file system may give two changes one time: seconds.
    private static let granularity: Double = 2

    /// - Parameters:
    ///   - root: the folder's path.
    ///   - sizeLimit: octets above which a file is not read.
    ///   - date: the clock, now. Files that were changed before, by more than the time within which file systems cannot
    ///     tell two changes apart, have stamps. Without, no file has one, and all are read each time.
    public init(root: String, sizeLimit: Int = DecodingLimits().objectSize, stampsAt date: Date? = nil) {
        self.root = root.hasSuffix("/") ? root : root + "/"
        self.sizeLimit = sizeLimit
        settled = date.map { Int64(($0.timeIntervalSince1970 - LocalRepository.granularity) * 1e9) } ?? .min
    }

    public func object(at relativePath: String) throws(SourceError) -> [UInt8]? {
        var path = relativePath
        return try path.withUTF8 { path in Result { () throws(SourceError) in try file(at: path, from: 0) } }.get()?
            .octets
    }

    public func file(at uri: RsyncURI) throws(SourceError) -> FoundFile? {
        // The path behind "rsync://".
        var text = uri.description
        return try text.withUTF8 { path in Result { () throws(SourceError) in try file(at: path, from: 8) } }.get()
    }

    public func fileStamp(at uri: RsyncURI) -> FileStamp? {
        guard settled > .min else { return nil }
        var text = uri.description
        let stamp = text.withUTF8 { path in
            withPath(path, from: 8) { FileStamp(at: $0, followingLinks: false) }
        }
        return reliable(stamp)
    }

    /// Calls `body` with the path below the root, which is the part of `path` from `start` on.
    private func withPath<Result>(
        _ path: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (UnsafePointer<CChar>) -> Result
    ) -> Result {
        var root = root
        return root.withUTF8 { root in
            let count = root.count + path.count - start
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { buffer in
                for index in 0..<root.count { buffer[index] = CChar(bitPattern: root[index]) }
                for index in start..<path.count { buffer[root.count + index - start] = CChar(bitPattern: path[index]) }
                buffer[count] = 0
                // Never empty: it ends in a zero.
                return buffer.baseAddress.map { body($0) } ?? body("")
            }
        }
    }

    private func file(
        at path: UnsafeBufferPointer<UInt8>, from start: Int
    ) throws(SourceError) -> FoundFile? {
        // A link in the copy is not followed, and a pipe is not waited for.
        let file = withPath(path, from: start) { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw SourceError(String(cString: strerror(errno)))
        }
        defer { close(file) }
        guard let stamp = FileStamp(of: file) else { throw SourceError("not a regular file") }
        let size = Int(stamp.size)
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
        return FoundFile(octets: bytes, stamp: reliable(stamp))
    }

    /// The stamp of a file; `nil` where a change that follows might leave it as it is.
    private func reliable(_ stamp: FileStamp?) -> FileStamp? {
        stamp.flatMap { $0.changed < settled ? $0 : nil }
    }
}
