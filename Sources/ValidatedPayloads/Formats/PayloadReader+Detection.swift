internal import TextFormats

extension PayloadReader {
    /// The format of a file that begins with `head`, as far as it decides how to read the file: the parser tells
    /// formats of one family apart by what they have.
    static func format(of head: [UInt8]) throws(PayloadReadError) -> PayloadFormat {
        let start = TextLines.byteOrderMarkCount(head)
        guard let first = head[start...].first(where: { $0 > 0x20 }) else {
            throw PayloadReadError(.unknownFormat, "the file is empty", line: 1, offset: 0)
        }
        if first == UInt8(ascii: "{") { return isSLURM(head) ? .slurm : .json }
        let lineEnd = head[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? head.endIndex
        guard (try? CSVPayloadParser.Columns(header: Array(head[start..<lineEnd]))) != nil else {
            throw PayloadReadError(
                .unknownFormat, "neither a JSON object nor a CSV header of AS and prefix", line: 1, offset: 0)
        }
        return .csv
    }

    /// True if `head`, which may end anywhere, contains a member that only SLURM files have.
    private static func isSLURM(_ head: [UInt8]) -> Bool {
        var reader = JSONReader(head)
        do throws(JSONError) {
            try reader.beginObject()
            while try reader.nextMember() {
                if reader.textIs("slurmVersion") || reader.textIs("validationOutputFilters")
                    || reader.textIs("locallyAddedAssertions")
                {
                    return true
                }
                try reader.skipValue()
            }
        } catch {}
        return false
    }
}
