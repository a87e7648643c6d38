import Compression
import Testing

@Suite("gzip") struct GzipTests {
    private let octets = Octets.mixed(300_000)

    @Test(
        "What is compressed comes back, in pieces of any size",
        arguments: [(1, 1), (7, 65_536), (65_536, 7), (1 << 20, 1 << 20)])
    func roundTrip(piece: Int, room: Int) throws {
        let run = Run(.gzip, try Octets.gzip(octets), piece: piece, room: room)
        #expect(run.octets == octets)
        #expect(run.error == nil)
    }

    @Test("The same octets give the same result, whatever the pieces")
    func stable() throws {
        let compressor = try GzipCompressor()
        var result: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 1_000) {
            try octets.span.bytes.extracting(start..<start + 1_000).withUnsafeBytes {
                (piece) throws(CompressionError) in
                try compressor.compress(piece) { result += $0 }
            }
        }
        try compressor.compress(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) { result += $0 }
        #expect(result == (try Octets.gzip(octets)))
    }

    @Test("Nothing compressed is a member without octets")
    func empty() throws {
        let run = Run(.gzip, try Octets.gzip([]))
        #expect(run.octets.isEmpty)
        #expect(run.error == nil)
    }

    @Test("Members follow each other, in pieces of any size", arguments: [1, 3, 65_536])
    func members(piece: Int) throws {
        let (first, second) = (Array(octets[..<20_000]), Array(octets[20_000..<50_000]))
        let run = Run(
            .gzip, try Octets.gzip(first) + Octets.gzip([]) + Octets.gzip(second), piece: piece)
        #expect(run.octets == first + second)
        #expect(run.error == nil)
    }

    @Test("What breaks off is truncated wherever it does, and gives what came before")
    func truncated() throws {
        let whole = Array(octets[..<2_000])
        let compressed = try Octets.gzip(whole)
        for count in 0..<compressed.count {
            let run = Run(.gzip, Array(compressed[..<count]), piece: 50)
            #expect(run.error?.code == .truncated)
            #expect(whole.starts(with: run.octets))
        }
        let twice = Run(.gzip, compressed + compressed.dropLast())
        #expect(twice.error?.code == .truncated)
        #expect(twice.octets == whole + whole)
    }

    @Test(
        "What follows the last member and is none is refused, with its place",
        arguments: [[1], [0x1f, 0x8c], [0, 0, 0]] as [[UInt8]])
    func trailing(rest: [UInt8]) throws {
        let compressed = try Octets.gzip([1, 2, 3])
        for piece in [1, 100] {
            let run = Run(.gzip, compressed + rest, piece: piece)
            #expect(run.octets == [1, 2, 3])
            #expect(run.error?.code == .trailing)
            #expect(run.error?.offset == compressed.count)
        }
    }

    @Test("Zeros may follow a member where they are allowed, and a member them")
    func padding() throws {
        let compressed = try Octets.gzip([1, 2, 3])
        let zeros = [UInt8](repeating: 0, count: 700)
        for piece in [1, 100, 10_000] {
            let run = Run(.gzip, compressed + zeros + compressed + zeros, allowsPadding: true, piece: piece)
            #expect(run.octets == [1, 2, 3, 1, 2, 3])
            #expect(run.error == nil)
        }
        #expect(Run(.gzip, zeros, allowsPadding: true).error?.code == .damaged)
    }

    @Test("A wrong check or length at the end of a member is damage", arguments: [1, 5])
    func check(fromEnd: Int) throws {
        var compressed = try Octets.gzip(octets)
        compressed[compressed.count - fromEnd] ^= 1
        let run = Run(.gzip, compressed)
        #expect(run.error?.code == .damaged)
        #expect(run.octets == octets)
    }

    @Test("What is not gzip is damaged from the first octet on", arguments: ["hello", "\u{1f}", ""])
    func other(text: String) {
        let run = Run(.gzip, Array(text.utf8))
        #expect(run.error?.code == (text == "hello" ? .damaged : .truncated))
        #expect(run.octets.isEmpty)
    }

    @Test("Each step after a failure throws the same")
    func lasting() throws {
        let decompressor = try Decompressor(.gzip)
        var output: [UInt8] = [0, 0]
        let input: [UInt8] = [1, 2]
        for _ in 0..<2 {
            let error = #expect(throws: CompressionError.self) {
                try output.withUnsafeMutableBytes { output in
                    _ = try input.withUnsafeBytes { try decompressor.step($0, into: output) }
                }
            }
            #expect(error?.code == .damaged)
        }
        let error = #expect(throws: CompressionError.self) { try decompressor.finish() }
        #expect(error?.code == .damaged)
    }
}
