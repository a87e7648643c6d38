internal import CZlib

/// Members of gzip (RFC 1952).
final class GzipDecoder: MemberDecoder {
    // zlib keeps a pointer to the stream, which therefore may not move.
    private let stream: UnsafeMutablePointer<z_stream>

    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the window's bits: gzip only.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> DecoderStep {
        let inputSize = UInt32(truncatingIfNeeded: min(input.count, 1 << 30))
        let outputSize = UInt32(truncatingIfNeeded: min(output.count, 1 << 30))
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = inputSize
        stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = outputSize
        let status = inflate(stream, Z_NO_FLUSH)
        let state: DecoderStep.State =
            switch status {
            case Z_OK, Z_BUF_ERROR: .more
            case Z_STREAM_END: .memberEnd
            default: .failed(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)")
            }
        return DecoderStep(
            consumed: Int(inputSize - stream.pointee.avail_in), produced: Int(outputSize - stream.pointee.avail_out),
            state: state)
    }

    func restart() -> Bool {
        inflateReset(stream) == Z_OK
    }
}
