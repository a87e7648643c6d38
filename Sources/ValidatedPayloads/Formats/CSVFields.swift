/// The fields of a line of CSV (RFC 4180), quoted or not.
struct CSVFields {
    /// The line, without the quotes that stand for themselves no more.
    private var text: [UInt8] = []
    private var ranges: [Range<Int>] = []

    var count: Int {
        ranges.count
    }

    /// Takes the line apart; `false` when its quotes do not fit.
    mutating func split(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
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

    /// Appends what stands before the closing quote and gives the place after it.
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

    func with<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(text.span.extracting(ranges[column]))
    }

    func slice(_ column: Int) -> ArraySlice<UInt8> {
        text[ranges[column]]
    }

    func isEmpty(_ column: Int) -> Bool {
        ranges[column].isEmpty
    }

    func isUTF8(_ column: Int) -> Bool {
        String(validating: slice(column), as: UTF8.self) != nil
    }

    func string(_ column: Int) -> String {
        String(decoding: slice(column), as: UTF8.self)
    }
}
