import Compression

/// Octets that compress well, and some that do not.
enum Octets {
    /// The same ones each time.
    static func mixed(_ count: Int) -> [UInt8] {
        var state: UInt64 = 0x9e37_79b9_7f4a_7c15
        return (0..<count).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return index % 200 < 100 ? 0x20 : UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    static func gzip(_ octets: [UInt8], level: Int32 = 6) throws -> [UInt8] {
        let compressor = try GzipCompressor(level: level)
        var result: [UInt8] = []
        try octets.span.bytes.withUnsafeBytes { (octets) throws(CompressionError) in
            try compressor.compress(octets, isLast: true) { result += $0 }
        }
        return result
    }

    /// What `hexadecimal` says.
    static func of(_ hexadecimal: String) -> [UInt8] {
        stride(from: 0, to: hexadecimal.utf8.count, by: 2).compactMap { place in
            UInt8(hexadecimal.dropFirst(place).prefix(2), radix: 16)
        }
    }
}

/// Decompresses in pieces of any size.
struct Run {
    var octets: [UInt8] = []
    var error: CompressionError?

    init(
        _ format: CompressionFormat, _ input: [UInt8], limits: DecompressionLimits = DecompressionLimits(),
        allowsPadding: Bool = false, piece: Int = 1 << 16, room: Int = 1 << 16
    ) {
        do {
            let decompressor = try Decompressor(format, limits: limits, allowsPadding: allowsPadding)
            var output = [UInt8](repeating: 0, count: room)
            var start = 0
            while start < input.count || decompressor.mayHoldMore {
                let end = min(start + piece, input.count)
                let step = try output.withUnsafeMutableBytes { output in
                    try input.withUnsafeBytes { input in
                        try decompressor.step(UnsafeRawBufferPointer(rebasing: input[start..<end]), into: output)
                    }
                }
                start += step.consumed
                octets += output[..<step.produced]
            }
            try decompressor.finish()
        } catch {
            self.error = error as? CompressionError
        }
    }
}
