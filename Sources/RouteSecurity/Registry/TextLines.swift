/// The lines of a text that comes in chunks; ends are LF or CR LF. A line that is too long is passed over and said to be so.
struct TextLines: ~Copyable {
    private let size: Int
    private let lineLength: Int
    private let nextChunk: () throws -> [UInt8]?
    private(set) var buffer: [UInt8] = []
    private var position = 0
    private var octets = 0
    private var isAtEnd = false
    /// The number of the current line, counted from 1.
    private(set) var number = 0
    /// Where the current line stands in `buffer`, without its end; `nil` for one that was too long.
    private(set) var line: Range<Int>?

    /// - Parameters:
    ///   - size: The most octets of the text.
    ///   - lineLength: The most octets of a line.
    init(size: Int, lineLength: Int, nextChunk: @escaping () throws -> [UInt8]?) {
        self.size = size
        self.lineLength = lineLength
        self.nextChunk = nextChunk
    }

    /// Goes to the next line; `false` after the last.
    mutating func next() throws(RegistryReadError) -> Bool {
        var end = position
        var isTooLong = false
        while true {
            end = buffer[end...].firstIndex(of: 0x0a) ?? buffer.count
            if end < buffer.count || isAtEnd && (end > position || isTooLong) {
                number += 1
                line = isTooLong || end - position > lineLength ? nil : content(upTo: end)
                position = min(end + 1, buffer.count)
                return true
            }
            if isAtEnd { return false }
            if end - position > lineLength {
                isTooLong = true
                position = end
            }
            end -= position
            try refill()
        }
    }

    private func content(upTo end: Int) -> Range<Int> {
        var start = position
        if number == 1, buffer[start..<end].starts(with: [0xef, 0xbb, 0xbf]) { start += 3 }
        return start..<(end > start && buffer[end - 1] == 0x0d ? end - 1 : end)
    }

    /// Moves what is left to the front and appends the next chunk.
    private mutating func refill() throws(RegistryReadError) {
        let chunk: [UInt8]?
        do {
            chunk = try nextChunk()
        } catch {
            throw RegistryReadError(.inputFailed, String(describing: error), line: number + 1)
        }
        buffer.removeSubrange(0..<position)
        position = 0
        guard let chunk else {
            isAtEnd = true
            return
        }
        octets += chunk.count
        if octets > size { throw RegistryReadError(.limitExceeded, "more than \(size) octets", line: number + 1) }
        if buffer.isEmpty { buffer = chunk } else { buffer.append(contentsOf: chunk) }
    }
}
