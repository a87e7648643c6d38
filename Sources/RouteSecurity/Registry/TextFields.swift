/// The fields of a line between separators.
struct TextFields {
    private var text: [UInt8] = []
    private var ranges: [Range<Int>] = []

    var count: Int {
        ranges.count
    }

    /// Takes a line apart.
    mutating func split(_ buffer: [UInt8], _ line: Range<Int>, at separator: UInt8) {
        text.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        text.append(contentsOf: buffer[line])
        var start = 0
        for index in text.indices where text[index] == separator {
            ranges.append(start..<index)
            start = index + 1
        }
        ranges.append(start..<text.count)
    }

    func with<Result>(_ field: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(text.span.extracting(ranges[field]))
    }

    func slice(_ field: Int) -> ArraySlice<UInt8> {
        text[ranges[field]]
    }

    func isEmpty(_ field: Int) -> Bool {
        ranges[field].isEmpty
    }

    /// The field as text; what is no UTF-8 is replaced.
    func string(_ field: Int) -> String {
        String(decoding: slice(field), as: UTF8.self)
    }

    func isEqual(_ field: Int, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { slice(field).elementsEqual($0) }
    }

    /// The number of a field of digits alone, at most `limit`.
    func number(_ field: Int, upTo limit: UInt64) -> UInt64? {
        let digits = slice(field)
        guard !digits.isEmpty, digits.count <= 19 else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            guard case let value = digit &- UInt8(ascii: "0"), value <= 9 else { return nil }
            number = number * 10 + UInt64(value)
        }
        return number <= limit ? number : nil
    }
}
