import Compression
import Testing

@Suite("Limits of what is decompressed") struct DecompressionLimitTests {
    /// Four MiB of zeros; made with `bzip2 -9` and `zstd -19`, and by ``GzipCompressor``.
    static func bomb(_ format: CompressionFormat) throws -> [UInt8] {
        switch format {
        case .bzip2:
            Octets.of(
                "425a68393141592653595602e2880020204800c00000040008200030cc0529a60201b10201e2ee48a70a120ac05c5100")
        case .zstd:
            Octets.of(
                "28b52ffd04684c000008000100fcff391002" + String(repeating: "02001000", count: 30) + "03001000289dbc7c")
        case .gzip, .none: try Octets.gzip([UInt8](repeating: 0, count: 1 << 22))
        }
    }

    @Test("A bomb is refused before it is large", arguments: [CompressionFormat.gzip, .bzip2, .zstd])
    func ratio(format: CompressionFormat) throws {
        let bomb = try Self.bomb(format)
        let run = Run(format, bomb, limits: DecompressionLimits(ratio: 50))
        #expect(run.error?.code == .ratio)
        #expect(run.octets.count <= DecompressionLimits.allowance)
        #expect(Run(format, bomb).octets.count == 1 << 22)
    }

    @Test("What is small may be compressed any number of times")
    func allowance() throws {
        let compressed = try Octets.gzip([UInt8](repeating: 0, count: DecompressionLimits.allowance))
        #expect(Run(.gzip, compressed, limits: DecompressionLimits(ratio: 1)).error == nil)
    }

    @Test("As many octets as are allowed come out, and not one more")
    func size() throws {
        let compressed = try Octets.gzip(Octets.mixed(100_000))
        #expect(Run(.gzip, compressed, limits: DecompressionLimits(octets: 100_000)).error == nil)
        let run = Run(.gzip, compressed, limits: DecompressionLimits(octets: 99_999), room: 1_000)
        #expect(run.error?.code == .size)
        #expect(run.octets.count <= 99_999)
    }

    @Test("As many members as are allowed are read, and not one more")
    func members() throws {
        let member = try Octets.gzip([])
        let limits = DecompressionLimits(members: 3)
        #expect(Run(.gzip, member + member + member, limits: limits).error == nil)
        let run = Run(.gzip, member + member + member + member, limits: limits)
        #expect(run.error?.code == .members)
        #expect(run.error?.offset == 3 * member.count)
    }
}
