/// A compression format, recognized by its first octets.
public enum CompressionFormat: String, Hashable, Sendable, CaseIterable {
    case none, gzip, bzip2, zstd

    /// The most octets that `init(head:)` looks at.
    static let headSize = 4

    /// The format of what begins with `head`; `none` also where `head` is too short to say.
    init(head: Span<UInt8>) {
        var octets: UInt32 = 0
        let count = min(head.count, CompressionFormat.headSize)
        for index in 0..<count { octets = octets << 8 | UInt32(head[index]) }
        let found = [CompressionFormat.gzip, .bzip2, .zstd].first { format in
            count >= format.magicSize && format.mayBegin(with: octets, count)
        }
        self = found ?? .none
    }

    private var magicSize: Int {
        switch self {
        case .none: 0
        case .gzip: 2
        case .bzip2, .zstd: 4
        }
    }

    /// True if a member may begin with `count` octets, at most four, which are the lowest of `octets` in network order.
    func mayBegin(with octets: UInt32, _ count: Int) -> Bool {
        guard count > 0 else { return true }
        let distance = UInt32(8 * (4 - count))
        let (head, known) = (octets << distance, UInt32.max << distance)
        return switch self {
        case .none: true
        // RFC 1952 section 2.3.1.
        case .gzip: (head ^ 0x1f8b_0000) & known & 0xffff_0000 == 0
        case .bzip2:
            (head ^ 0x425a_6800) & known & 0xffff_ff00 == 0 && (count < 4 || (0x31...0x39).contains(octets & 0xff))
        // A frame, or one to be skipped (RFC 8878 section 3.1).
        case .zstd: (head ^ 0x28b5_2ffd) & known == 0 || (head ^ 0x502a_4d18) & known & 0xf0ff_ffff == 0
        }
    }

    /// `nil` where there is nothing to decode, or the library refuses to start.
    func makeDecoder() -> (any MemberDecoder)? {
        switch self {
        case .none: nil
        case .gzip: GzipDecoder()
        case .bzip2: Bzip2Decoder()
        case .zstd: ZstdDecoder()
        }
    }
}
