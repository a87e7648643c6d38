import Testing
import TextFormats

@Suite("Lines of octets that come in pieces") struct LineCutterTests {
    /// All lines with their places; `nil` for one that is too long.
    private func lines(_ text: String, pieces: Int, limit: Int = 100) -> [(text: String?, offset: Int)] {
        var cutter = LineCutter(limit: limit)
        var lines: [(text: String?, offset: Int)] = []
        func take(_ line: LineCutter.Line) {
            let text = String(decoding: cutter.octets[line.range], as: UTF8.self)
            lines.append((line.isTooLong ? nil : text, line.offset))
        }
        let octets = Array(text.utf8)
        for start in stride(from: 0, to: octets.count, by: pieces) {
            cutter.append(Array(octets[start..<min(start + pieces, octets.count)]))
            while let line = cutter.next() { take(line) }
        }
        if let line = cutter.last() { take(line) }
        return lines
    }

    @Test("Ends are LF or CR LF, regardless of the pieces in which they come", arguments: [1, 2, 3, 5, 100])
    func ends(pieces: Int) {
        let lines = lines("a\r\nbc\n\n\r\nd\re\r\nlast", pieces: pieces)
        #expect(lines.map(\.text) == ["a", "bc", "", "", "d\re", "last"])
        #expect(lines.map(\.offset) == [0, 3, 6, 7, 9, 14])
        #expect(self.lines("", pieces: pieces).isEmpty)
        #expect(self.lines("a\n", pieces: pieces).map(\.text) == ["a"])
        #expect(self.lines("a\r", pieces: pieces).map(\.text) == ["a"])
    }

    @Test("A line that is too long is said so once, and those after it are whole", arguments: [1, 2, 3, 7, 100])
    func tooLong(pieces: Int) {
        let lines = lines("12345\r\n123456\n1\n1234567890\n\n123456789", pieces: pieces, limit: 5)
        #expect(lines.map(\.text) == ["12345", nil, "1", nil, "", nil])
        #expect(lines.map(\.offset) == [0, 7, 14, 16, 27, 28])
    }

    @Test("What a line without end holds in memory is bounded")
    func memory() {
        var cutter = LineCutter(limit: 1_000)
        var count = 0
        for _ in 0..<1_000 {
            cutter.append([UInt8](repeating: 0x61, count: 1_000))
            while cutter.next() != nil { count += 1 }
            #expect(cutter.octets.count <= 2_001)
        }
        #expect(count == 1)
        #expect(cutter.last() == nil)
    }
}
