internal import NumberResources

/// One compressed member (gzip), stream (bzip2) or frame (zstd) after the other.
protocol Decompressor: AnyObject {
    /// Reads from `input` and writes to `output` as far as either lasts.
    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> DecompressionStep
    /// Prepares for another member; `false` where the library refuses.
    func restart() -> Bool
}

struct DecompressionStep {
    enum State: Hashable {
        case more
        /// The member is whole, its checksum right.
        case memberEnd
        /// The library's words for what is wrong.
        case failed(String)
    }

    var consumed: Int
    var produced: Int
    var state: State
}

/// How a file is compressed, told from its first octets.
public enum CompressionFormat: String, Hashable, Sendable, CaseIterable {
    case none, gzip, bzip2, zstd

    /// The most octets that `init(head:)` looks at.
    static let headSize = 4

    /// The format of what begins with `head`.
    init(head: Span<UInt8>) {
        if head.count >= 2, head.uint16(at: 0) == 0x1f8b {
            self = .gzip
        } else if head.count >= 4, head.uint16(at: 0) == 0x425a, head[2] == 0x68, (0x31...0x39).contains(head[3]) {
            self = .bzip2
        } else if head.count >= 4, CompressionFormat.beginsFrame(head.uint32(at: 0)) {
            self = .zstd
        } else {
            self = .none
        }
    }

    /// Whether `magic` is that of a zstd frame or of one to be skipped (RFC 8878 section 3.1).
    private static func beginsFrame(_ magic: UInt32) -> Bool {
        magic == 0x28b5_2ffd || magic & 0xf0ff_ffff == 0x502a_4d18
    }

    func makeDecompressor() -> (any Decompressor)? {
        switch self {
        case .none: nil
        case .gzip: GzipDecompressor()
        case .bzip2: Bzip2Decompressor()
        case .zstd: ZstdDecompressor()
        }
    }
}
