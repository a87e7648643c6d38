/// Cuts octets that come in any pieces into lines, or into the data of server-sent events, whichever comes.
///
/// A line that begins with a field name of server-sent events and a colon is taken as one of those (HTML standard, section
/// 9.2.6): `data` lines are gathered until an empty line, other fields and comments are passed over. No JSON text begins so.
struct LineReader: Sendable {
    private let limit: Int
    private var pending: [UInt8] = []
    /// How much of `pending` is known to hold no end of a line.
    private var searched = 0
    private var data: [UInt8] = []
    private var hasData = false
    /// Whether what comes belongs to a line or event that is too long.
    private var isSkipping = false
    /// Octets before `pending`.
    private(set) var offset = 0

    enum Line {
        case text([UInt8])
        /// A line or event longer than allowed was passed over.
        case tooLong
    }

    init(limit: Int) {
        self.limit = limit
    }

    /// Calls `body` with each line that is now whole, and where it begins.
    mutating func receive(_ octets: [UInt8], _ body: (Line, Int) -> Void) {
        pending += octets
        var start = 0
        while let end = nextEnd(from: max(start, searched)) {
            takeLine(start..<end, body)
            start = end + 1
            searched = start
        }
        pending.removeSubrange(0..<start)
        offset += start
        searched = pending.count
        if pending.count > limit {
            if !isSkipping { body(.tooLong, offset) }
            isSkipping = true
            offset += pending.count
            pending = []
            searched = 0
        }
    }

    /// Gives what no line end follows.
    mutating func finish(_ body: (Line, Int) -> Void) {
        if !pending.isEmpty { takeLine(0..<pending.count, body) }
        offset += pending.count
        pending = []
        searched = 0
        endEvent(offset, body)
    }

    private func nextEnd(from start: Int) -> Int? {
        pending.withUnsafeBufferPointer { octets in
            var index = start
            while index < octets.count {
                if octets[index] == 0x0a { return index }
                index += 1
            }
            return nil
        }
    }

    private mutating func takeLine(_ range: Range<Int>, _ body: (Line, Int) -> Void) {
        if isSkipping {
            isSkipping = false
            return
        }
        var range = range
        if let last = range.last, pending[last] == 0x0d { range = range.lowerBound..<last }
        guard let first = range.first else { return endEvent(offset, body) }
        if range.count > limit { return body(.tooLong, offset + range.lowerBound) }
        switch pending[first] {
        case _ where pending[range].allSatisfy({ $0 == 0x20 || $0 == 0x09 }): break
        case UInt8(ascii: "{"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "["):
            body(.text(Array(pending[range])), offset + range.lowerBound)
        case UInt8(ascii: ":"): break
        default: takeField(range, body)
        }
    }

    private mutating func takeField(_ range: Range<Int>, _ body: (Line, Int) -> Void) {
        let line = pending[range]
        if line.starts(with: "data:".utf8) {
            var value = line.dropFirst(5)
            if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
            guard data.count + value.count < limit else {
                data = []
                hasData = false
                body(.tooLong, offset + range.lowerBound)
                return
            }
            if hasData { data.append(0x0a) }
            data += value
            hasData = true
        } else if ["event", "id", "retry", "data"].contains(where: { line.starts(with: $0.utf8) }) {
            return
        } else {
            // Neither JSON nor a field: for the decoder to refuse.
            body(.text(Array(line)), offset + range.lowerBound)
        }
    }

    private mutating func endEvent(_ place: Int, _ body: (Line, Int) -> Void) {
        guard hasData else { return }
        hasData = false
        if !data.isEmpty { body(.text(data), place) }
        data = []
    }
}
