internal import CZstd

/// Frames of zstd (RFC 8878). The window of a frame is at most 128 MiB, the library's default.
final class ZstdDecoder: MemberDecoder {
    private let context: OpaquePointer

    init?() {
        guard let context = ZSTD_createDCtx() else { return nil }
        self.context = context
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> DecoderStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let status = ZSTD_decompressStream(context, &target, &source)
        let state: DecoderStep.State =
            if ZSTD_isError(status) != 0 {
                .failed(String(cString: ZSTD_getErrorName(status)))
            } else {
                status == 0 ? .memberEnd : .more
            }
        return DecoderStep(consumed: source.pos, produced: target.pos, state: state)
    }

    func restart() -> Bool {
        ZSTD_isError(ZSTD_DCtx_reset(context, ZSTD_reset_session_only)) == 0
    }
}
