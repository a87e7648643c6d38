/// The fields of a line: between separators, or as CSV has them.
package struct TextFields: Sendable {
    /// The line, without the quotes that are not part of the text.
    @usableFromInline var text: [UInt8] = []
    @usableFromInline var ranges: [Range<Int>] = []

    package init() {}

    package var count: Int { ranges.count }

    /// Takes a line apart at each separator.
    package mutating func split(_ buffer: [UInt8], _ line: Range<Int>, at separator: UInt8) {
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

    /// Takes a line of CSV apart (RFC 4180), its fields quoted or not; `false` when its quotes do not fit.
    package mutating func splitCSV(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
        text.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        var index = line.lowerBound
        while true {
            let start = text.count
            if index < line.upperBound, buffer[index] == UInt8(ascii: "\"") {
                guard let end = appendQuoted(buffer, index + 1..<line.upperBound) else { return false }
                index = end
                guard index == line.upperBound || buffer[index] == UInt8(ascii: ",") else { return false }
            } else {
                while index < line.upperBound, buffer[index] != UInt8(ascii: ",") {
                    if buffer[index] == UInt8(ascii: "\"") { return false }
                    text.append(buffer[index])
                    index += 1
                }
            }
            ranges.append(start..<text.count)
            if index == line.upperBound { return true }
            index += 1
        }
    }

    /// Appends what is before the closing quote and gives the place after it.
    private mutating func appendQuoted(_ buffer: [UInt8], _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if buffer[index] == UInt8(ascii: "\"") {
                index += 1
                guard index < range.upperBound, buffer[index] == UInt8(ascii: "\"") else { return index }
            }
            text.append(buffer[index])
            index += 1
        }
        return nil
    }
}

extension TextFields {
    @inlinable
    package func with<Result>(_ field: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(text.span.extracting(ranges[field]))
    }

    package func slice(_ field: Int) -> ArraySlice<UInt8> {
        text[ranges[field]]
    }

    package func isEmpty(_ field: Int) -> Bool {
        ranges[field].isEmpty
    }

    package func isUTF8(_ field: Int) -> Bool {
        String(validating: slice(field), as: UTF8.self) != nil
    }

    /// The field as text; invalid UTF-8 is replaced.
    package func string(_ field: Int) -> String {
        String(decoding: slice(field), as: UTF8.self)
    }

    package func isEqual(_ field: Int, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { slice(field).elementsEqual($0) }
    }

    /// The number of a field of digits alone, at most `limit`.
    package func number(_ field: Int, upTo limit: UInt64) -> UInt64? {
        with(field, NumberText.unsigned).flatMap { $0 <= limit ? $0 : nil }
    }
}
