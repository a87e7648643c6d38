internal import CZlib

/// Compresses with gzip (RFC 1952), portion by portion. The same octets give the same result: no time and no name is
/// written into it.
package final class GzipCompressor {
    // zlib keeps a pointer to the stream, which therefore may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: GzipCompressor.portion)

    /// The most octets that are given at a time.
    package static let portion = 1 << 16

    /// - Parameter level: From 1, the fastest, to 9, the smallest.
    /// - Throws: ``CompressionError`` with the code `unavailable`.
    package init(level: Int32 = 6) throws(CompressionError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the window's bits: gzip.
        let status = deflateInit2_(
            stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw CompressionError(.unavailable, .gzip, at: 0, "could not start the library for gzip")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses all of `input` and gives to `body` what has become of it so far, piece by piece.
    ///
    /// - Parameter isLast: Whether nothing follows: then the rest is given, too.
    /// - Throws: ``CompressionError`` with the code `unavailable`.
    package func compress(
        _ input: UnsafeRawBufferPointer, isLast: Bool = false, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(CompressionError) {
        var rest = input
        repeat {
            let count = min(rest.count, 1 << 30)
            let isLast = isLast && count == rest.count
            stream.pointee.next_in = UnsafeMutablePointer(mutating: rest.bindMemory(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(count)
            repeat {
                let status = output.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    return deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                }
                // Z_BUF_ERROR: there was nothing to do.
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                    throw CompressionError(.unavailable, .gzip, at: input.count - rest.count, "zlib error \(status)")
                }
                let produced = output.count - Int(stream.pointee.avail_out)
                if produced > 0 { output.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<produced])) } }
            } while stream.pointee.avail_out == 0
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } while !rest.isEmpty
    }
}
