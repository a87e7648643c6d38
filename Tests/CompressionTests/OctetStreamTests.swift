import Compression
import Testing

@Suite("Octets of files that may be compressed") struct OctetStreamTests {
    private struct Unreadable: Error, CustomStringConvertible {
        let description = "the disk is gone"
    }

    private func stream(_ octets: [UInt8], piece: Int) -> OctetStream {
        var start = 0
        return OctetStream {
            defer { start += piece }
            return start < octets.count ? Array(octets[start..<min(start + piece, octets.count)]) : nil
        }
    }

    private func all(_ stream: inout OctetStream) throws(CompressionError) -> [UInt8] {
        var octets: [UInt8] = []
        while let next = try stream.next() { octets += next }
        return octets
    }

    @Test("What is compressed is recognised by its first octets, in pieces of any size", arguments: [1, 3, 1_000])
    func compressed(piece: Int) throws {
        let octets = Octets.mixed(50_000)
        var found = stream(try Octets.gzip(octets), piece: piece)
        #expect(try all(&found) == octets)
        #expect(found.compression == .gzip)
        for format in [CompressionFormat.bzip2, .zstd] {
            var found = stream(try DecompressionLimitTests.bomb(format), piece: piece)
            #expect(try all(&found).count == 1 << 22)
            #expect(found.compression == format)
        }
    }

    @Test(
        "Anything else comes as it is",
        arguments: [[], [0x1f], [0x1f, 0x8c, 0, 0], [0x42, 0x5a, 0x68, 0x30], [0x28, 0xb5, 0x2f], [0, 0, 0, 0, 0]]
            as [[UInt8]])
    func plain(octets: [UInt8]) throws {
        for piece in [1, 10] {
            var found = stream(octets, piece: piece)
            #expect(try all(&found) == octets)
            #expect(found.compression == .none)
            #expect(found.fault == nil)
        }
    }

    @Test("The fault comes after what could be read, and stays")
    func fault() throws {
        let octets = Octets.mixed(50_000)
        var found = stream(try Octets.gzip(octets) + [1, 2, 3], piece: 1_000)
        var count = 0
        while count < octets.count { count += try found.next()?.count ?? octets.count }
        #expect(count == octets.count)
        for _ in 0..<2 {
            let error = #expect(throws: CompressionError.self) { try found.next() }
            #expect(error?.code == .trailing)
        }
        #expect(found.fault?.code == .trailing)
    }

    @Test("A file that cannot be read is not called damaged")
    func unreadable() {
        var found = OctetStream { throw Unreadable() }
        let error = #expect(throws: CompressionError.self) { try found.next() }
        #expect(error?.code == .input)
        #expect(error?.detail == "the disk is gone")
        #expect(found.fault == nil)
    }
}
