internal import CZlib
internal import Hummingbird
internal import NIOCore

/// Compresses a body (RFC 1952). The same octets give the same result: no time and no name is written into it.
enum Gzip {
    private static let chunkSize = 1 << 16
    private static let level: Int32 = 6
    /// The largest window, in the form of gzip.
    private static let windowBits: Int32 = 15 + 16

    /// The compressed octets of `chunks`; `nil` when there is no memory for it, or when it was stopped.
    ///
    /// - Parameter goesOn: Asked after each chunk, with the compressed octets since it was last asked, whether to go on.
    static func compressed(_ chunks: [ByteBuffer], goesOn: (Int) -> Bool = { _ in true }) -> [ByteBuffer]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(&stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var output: [ByteBuffer] = []
        func allows(from first: Int) -> Bool {
            goesOn(output[first...].reduce(0) { $0 + $1.readableBytes })
        }
        for chunk in chunks {
            var input = [UInt8](chunk.readableBytesView)
            let first = output.count
            guard deflate(&stream, &input, Z_NO_FLUSH, into: &output), allows(from: first) else { return nil }
        }
        var nothing: [UInt8] = []
        let first = output.count
        return deflate(&stream, &nothing, Z_FINISH, into: &output) && allows(from: first) ? output : nil
    }

    private static func deflate(
        _ stream: inout z_stream, _ input: inout [UInt8], _ flush: Int32, into output: inout [ByteBuffer]
    ) -> Bool {
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            repeat {
                let produced = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    _ = CZlib.deflate(&stream, flush)
                    count = buffer.count - Int(stream.avail_out)
                }
                if !produced.isEmpty { output.append(ByteBuffer(bytes: produced)) }
            } while stream.avail_out == 0
            return stream.avail_in == 0
        }
    }
}
