internal import Compression
internal import NIOCore

extension Decompressor {
    /// Octets that are decompressed at a time, so that no chunk becomes large.
    private static let portion = 65_536

    /// The next octets; `nil` when more has to be received.
    func next(from input: inout ByteBuffer) throws(CompressionError) -> ByteBuffer? {
        while input.readableBytes > 0 || mayHoldMore {
            var output = ByteBuffer()
            var failure: CompressionError?
            input.readWithUnsafeReadableBytes { source in
                var consumed = 0
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: Decompressor.portion) { target in
                    do throws(CompressionError) {
                        let room = min(target.count, Decompressor.portion)
                        let step = try step(source, into: UnsafeMutableRawBufferPointer(rebasing: target[..<room]))
                        consumed = step.consumed
                        return step.produced
                    } catch {
                        failure = error
                        return 0
                    }
                }
                return consumed
            }
            if let failure { throw failure }
            if output.readableBytes > 0 { return output }
        }
        return nil
    }
}

extension FetchError {
    /// A body that cannot be decompressed.
    init(_ error: CompressionError, of uri: HTTPSURI) {
        switch error.code {
        case .size, .ratio, .members: self.init(.tooLarge, uri.description, error.detail)
        case .damaged, .truncated, .trailing, .input:
            self.init(.malformed, uri.description, "damaged or incomplete gzip")
        case .unavailable: self.init(.malformed, uri.description, "gzip cannot be decompressed")
        }
    }
}
