package import Compression
package import NIOCore

extension GzipCompressor {
    /// The compressed octets of `chunks`; `nil` when there is no memory for it, or when it was stopped.
    ///
    /// - Parameter goesOn: Asked after each chunk, with the compressed octets since it was last asked, whether to go on.
    package static func compressed(_ chunks: [ByteBuffer], goesOn: (Int) -> Bool = { _ in true }) -> [ByteBuffer]? {
        guard let compressor = try? GzipCompressor() else { return nil }
        var output: [ByteBuffer] = []
        for chunk in chunks {
            let added = chunk.withUnsafeReadableBytes { compressor.compress($0, isLast: false, to: &output) }
            guard let added, goesOn(added) else { return nil }
        }
        let added = compressor.compress(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, to: &output)
        guard let added, goesOn(added) else { return nil }
        return output
    }

    /// How many octets it added to `output`; `nil` when the library refuses.
    private func compress(_ input: UnsafeRawBufferPointer, isLast: Bool, to output: inout [ByteBuffer]) -> Int? {
        let before = output.count
        do throws(CompressionError) {
            try compress(input, isLast: isLast) { output.append(ByteBuffer(bytes: $0)) }
        } catch {
            return nil
        }
        return output[before...].reduce(0) { $0 + $1.readableBytes }
    }
}
