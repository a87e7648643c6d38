import Testing
import TextFormats

@Suite("Lines of a text") struct TextLinesTests {
    private func reader(_ text: [UInt8], pieces: Int, size: Int = 1_000, lineLength: Int = 20) -> TextLines {
        var rest = text[...]
        return TextLines(size: size, lineLength: lineLength) {
            defer { rest = rest.dropFirst(pieces) }
            return rest.isEmpty ? nil : Array(rest.prefix(pieces))
        }
    }

    @Test("Each has its number and its place; a byte order mark is none of the first", arguments: [1, 4, 100])
    func numbers(pieces: Int) throws {
        var lines = reader(
            [0xef, 0xbb, 0xbf] + Array("a\r\n\n".utf8) + Array("012345678901234567890\nb".utf8), pieces: pieces)
        var found: [String] = []
        while try lines.next() {
            let text = lines.line.map { String(decoding: lines.buffer[$0], as: UTF8.self) } ?? "too long"
            found.append("\(lines.number) \(lines.offset) \(text)")
        }
        #expect(found == ["1 0 a", "2 6 ", "3 7 too long", "4 29 b"])
    }

    @Test("A text that is too large, and one that fails, name the line")
    func failures() {
        func failure(_ lines: consuming TextLines) -> TextLines.Failure? {
            do throws(TextLines.Failure) {
                while try lines.next() {}
                return nil
            } catch {
                return error
            }
        }
        let tooLarge = failure(reader(Array("a\nb\nc\n".utf8), pieces: 2, size: 5))
        #expect(tooLarge?.code == .sizeLimit)
        #expect(tooLarge?.line == 3)
        #expect(tooLarge?.offset == 4)
        struct Broken: Error {}
        let broken = failure(TextLines(size: 10, lineLength: 10) { throw Broken() })
        #expect(broken?.code == .inputFailed)
        #expect(broken?.line == 1)
    }
}
