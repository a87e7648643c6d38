internal import CBZip2

/// Streams of bzip2.
final class Bzip2Decoder: MemberDecoder {
    // The library keeps a pointer to the stream, which therefore may not move.
    private let stream: UnsafeMutablePointer<bz_stream>

    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: bz_stream())
        guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        BZ2_bzDecompressEnd(stream)
        stream.deallocate()
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> DecoderStep {
        let inputSize = UInt32(truncatingIfNeeded: min(input.count, 1 << 30))
        let outputSize = UInt32(truncatingIfNeeded: min(output.count, 1 << 30))
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: CChar.self).baseAddress)
        stream.pointee.avail_in = inputSize
        stream.pointee.next_out = output.bindMemory(to: CChar.self).baseAddress
        stream.pointee.avail_out = outputSize
        let status = BZ2_bzDecompress(stream)
        let state: DecoderStep.State =
            switch status {
            case BZ_OK: .more
            case BZ_STREAM_END: .memberEnd
            case BZ_DATA_ERROR: .failed("a block's checksum is wrong")
            case BZ_DATA_ERROR_MAGIC: .failed("not the beginning of a bzip2 stream")
            default: .failed("bzip2 error \(status)")
            }
        return DecoderStep(
            consumed: Int(inputSize - stream.pointee.avail_in), produced: Int(outputSize - stream.pointee.avail_out),
            state: state)
    }

    func restart() -> Bool {
        BZ2_bzDecompressEnd(stream)
        stream.pointee = bz_stream()
        return BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK
    }
}
