internal import CZlib
internal import NIOCore

/// Decompresses gzip (RFC 1952) piece by piece, so that no chunk becomes large.
final class GzipInflater {
    enum Fault: Error {
        /// Not gzip, damaged, or cut off.
        case malformed
        /// More than `ratio` times the octets that came.
        case ratio
    }

    /// Octets that are decompressed at once.
    private static let portion = 65_536
    /// Octets that may come out whatever the ratio: small files compress well.
    private static let allowance = 1 << 20

    private let stream: UnsafeMutablePointer<z_stream>
    private let ratio: Int
    private var input = ByteBuffer()
    private var consumed = 0
    private var produced = 0
    private var isAtEnd = false

    init(ratio: Int) throws(Fault) {
        self.ratio = ratio
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 for gzip alone.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .malformed
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes what came, once ``next()`` has given all of what came before.
    func feed(_ chunk: ByteBuffer) {
        input = chunk
    }

    /// The next octets; `nil` when more has to be fed.
    func next() throws(Fault) -> ByteBuffer? {
        while input.readableBytes > 0 {
            if isAtEnd {
                // Another member follows.
                guard inflateReset(stream) == Z_OK else { throw .malformed }
                isAtEnd = false
            }
            let before = input.readableBytes
            let output = try inflate()
            consumed += before - input.readableBytes
            produced += output.readableBytes
            guard produced <= max(GzipInflater.allowance, ratio * consumed) else { throw .ratio }
            if output.readableBytes > 0 { return output }
            guard input.readableBytes < before || isAtEnd else { throw .malformed }
        }
        return nil
    }

    /// Fails unless the last member is complete.
    func finish() throws(Fault) {
        guard isAtEnd else { throw .malformed }
    }

    private func inflate() throws(Fault) -> ByteBuffer {
        var output = ByteBuffer()
        var code = Z_OK
        input.readWithUnsafeMutableReadableBytes { source in
            stream.pointee.next_in = source.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_in = UInt32(clamping: source.count)
            let offered = stream.pointee.avail_in
            output.writeWithUnsafeMutableBytes(minimumWritableBytes: GzipInflater.portion) { target in
                let room = min(target.count, GzipInflater.portion)
                stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.pointee.avail_out = UInt32(room)
                code = CZlib.inflate(stream, Z_NO_FLUSH)
                return room - Int(stream.pointee.avail_out)
            }
            let used = Int(offered - stream.pointee.avail_in)
            stream.pointee.next_in = nil
            stream.pointee.next_out = nil
            return used
        }
        isAtEnd = code == Z_STREAM_END
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw .malformed }
        return output
    }
}
