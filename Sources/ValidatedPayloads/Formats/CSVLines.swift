/// The lines of a text that comes in chunks, each of bounded length; ends are LF or CR LF.
struct CSVLines: ~Copyable {
    private let limits: PayloadReader.Limits
    private let nextChunk: () throws -> [UInt8]?
    private(set) var buffer: [UInt8] = []
    private var position = 0
    private var bufferOffset = 0
    private var isAtEnd = false
    /// The number of the current line, counted from 1, and where it begins.
    private(set) var line = 0
    private(set) var offset = 0

    init(limits: PayloadReader.Limits, nextChunk: @escaping () throws -> [UInt8]?) {
        self.limits = limits
        self.nextChunk = nextChunk
    }

    /// Where the next line stands in `buffer`, without its end; `nil` after the last.
    mutating func next() throws(PayloadReadError) -> Range<Int>? {
        var scanned = position
        while true {
            let end = buffer[scanned...].firstIndex(of: 0x0a)
            if (end ?? buffer.count) - position > limits.token {
                throw error("a line has more than \(limits.token) octets")
            }
            if let end { return take(upTo: end, next: end + 1) }
            if isAtEnd {
                return position == buffer.count ? nil : take(upTo: buffer.count, next: buffer.count)
            }
            scanned = buffer.count - position
            try refill()
        }
    }

    private mutating func take(upTo end: Int, next: Int) -> Range<Int> {
        line += 1
        offset = bufferOffset + position
        let start = line == 1 ? position + CSVLines.byteOrderMarkCount(buffer[position..<end]) : position
        position = next
        return start..<(end > start && buffer[end - 1] == 0x0d ? end - 1 : end)
    }

    private mutating func refill() throws(PayloadReadError) {
        do {
            guard let chunk = try nextChunk() else {
                bufferOffset += position
                buffer.removeSubrange(0..<position)
                position = 0
                isAtEnd = true
                return
            }
            bufferOffset += position
            if position == buffer.count {
                buffer = chunk
            } else {
                buffer.removeSubrange(0..<position)
                buffer.append(contentsOf: chunk)
            }
            position = 0
        } catch {
            throw PayloadReadError(
                .inputFailed, String(describing: error), line: line + 1, offset: bufferOffset + position)
        }
        if bufferOffset + buffer.count > limits.size { throw self.error("more than \(limits.size) octets") }
    }

    private func error(_ reason: String) -> PayloadReadError {
        PayloadReadError(.limitExceeded, reason, line: line + 1, offset: bufferOffset + position)
    }

    /// The number of octets of the byte order mark that some programs put in front.
    static func byteOrderMarkCount(_ bytes: some Collection<UInt8>) -> Int {
        bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }
}
