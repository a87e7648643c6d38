public import Delivery
internal import LocalFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file of the messages' records, an object of JSON a line, on the disk before they count as delivered.
///
/// The file is opened again each time, so that it can be moved away. A line that a kill has torn is taken off, and one that a
/// kill left whole is not written again.
public struct FileSink: MessageSink {
    private let path: String

    public init(path: String) {
        self.path = path
    }

    /// The octets at the end of the file in which what is to be written is looked for.
    private static let tail = 1 << 22

    public var name: String { "events:\(path)" }

    public func deliver(_ messages: [Message]) async throws(SinkFailure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failure() }
        defer { closeFile(descriptor) }
        // A pipe or terminal has no end to look at.
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let known = size > 0 ? try mend(descriptor, size: size) : []
        var octets: [UInt8] = []
        for line in messages.map(\.content.record) where !known.contains(line) { octets += Array(line.utf8) + [0x0a] }
        do throws(LocalFileError) {
            try OpenFile(descriptor, path).write(octets)
        } catch {
            throw .temporary("\(error)")
        }
        guard fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw failure() }
    }

    /// Takes off a line without an end, leaves the position behind the last one, and gives the lines near the end.
    private func mend(_ descriptor: Int32, size: Int) throws(SinkFailure) -> Set<String> {
        let start = max(0, size - FileSink.tail)
        var octets = [UInt8](repeating: 0, count: size - start)
        var count = 0
        while count < octets.count {
            let got = octets.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(start + count))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure() }
            if got == 0 { break }
            count += got
        }
        octets.removeLast(octets.count - count)
        let end = (octets.lastIndex(of: 0x0a) ?? -1) + 1
        if end < octets.count, start == 0 || end > 0 {
            guard ftruncate(descriptor, off_t(start + end)) == 0 else { throw failure() }
        }
        guard lseek(descriptor, 0, SEEK_END) >= 0 else { throw failure() }
        return Set(octets[..<end].split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) })
    }

    private func failure() -> SinkFailure {
        .temporary("\(path): \(String(cString: strerror(errno)))")
    }
}

/// The system's `close`: a sink has a method of this name.
private func closeFile(_ descriptor: Int32) {
    close(descriptor)
}
