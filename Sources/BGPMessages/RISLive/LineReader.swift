internal import TextFormats

/// Cuts octets that come in any pieces into lines, or into the data of server-sent events, whichever comes.
///
/// A line that begins with a field name of server-sent events and a colon is taken as one of those (HTML standard, section
/// 9.2.6): `data` lines are gathered until an empty line, other fields and comments are passed over. No JSON text begins so.
struct LineReader: Sendable {
    private let limit: Int
    private var cutter: LineCutter
    private var data: [UInt8] = []
    private var hasData = false

    enum Line {
        case text([UInt8])
        /// A line or event longer than allowed was passed over.
        case tooLong
    }

    init(limit: Int) {
        self.limit = limit
        cutter = LineCutter(limit: limit)
    }

    /// Octets before the line that is not whole yet.
    var offset: Int { cutter.offset }

    /// Calls `body` with each line that is now whole, and where it begins.
    mutating func receive(_ octets: [UInt8], _ body: (Line, Int) -> Void) {
        cutter.append(octets)
        while let line = cutter.next() { takeLine(line, body) }
    }

    /// Gives what no line end follows.
    mutating func finish(_ body: (Line, Int) -> Void) {
        if let line = cutter.last() { takeLine(line, body) }
        endEvent(offset, body)
    }

    private mutating func takeLine(_ line: LineCutter.Line, _ body: (Line, Int) -> Void) {
        if line.isTooLong { return body(.tooLong, line.offset) }
        let text = cutter.octets[line.range]
        guard let first = text.first else { return endEvent(line.offset, body) }
        switch first {
        case _ where text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }): break
        case UInt8(ascii: "{"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "["):
            body(.text(Array(text)), line.offset)
        case UInt8(ascii: ":"): break
        default: takeField(text, line.offset, body)
        }
    }

    private mutating func takeField(_ line: ArraySlice<UInt8>, _ offset: Int, _ body: (Line, Int) -> Void) {
        if line.starts(with: "data:".utf8) {
            var value = line.dropFirst(5)
            if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
            guard data.count + value.count < limit else {
                data = []
                hasData = false
                body(.tooLong, offset)
                return
            }
            if hasData { data.append(0x0a) }
            data += value
            hasData = true
        } else if ["event", "id", "retry", "data"].contains(where: { line.starts(with: $0.utf8) }) {
            return
        } else {
            // Neither JSON nor a field: for the decoder to refuse.
            body(.text(Array(line)), offset)
        }
    }

    private mutating func endEvent(_ place: Int, _ body: (Line, Int) -> Void) {
        guard hasData else { return }
        hasData = false
        if !data.isEmpty { body(.text(data), place) }
        data = []
    }
}
