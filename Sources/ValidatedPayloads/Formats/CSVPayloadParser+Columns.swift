internal import TextFormats

extension CSVPayloadParser {
    /// Which column holds what.
    struct Columns {
        var asn = 0
        var prefix = 0
        var maxLength: Int?
        var trustAnchor: Int?
        var expires: Int?
        var uri: Int?
        var notBefore: Int?
        var notAfter: Int?
        private(set) var count = 0
        private var isQuoted = false

        init(header: [UInt8]) throws(PayloadReadError) {
            var fields = TextFields()
            guard fields.splitCSV(header, header.indices) else { throw Columns.error("the header is not CSV") }
            count = fields.count
            isQuoted = header.first == UInt8(ascii: "\"")
            var places: [String: Int] = [:]
            for column in 0..<count {
                let name = Columns.name(fields.string(column))
                if places.updateValue(column, forKey: name) != nil {
                    throw Columns.error("two columns have the same name")
                }
            }
            guard let asn = places["asn"], let prefix = places["ipprefix"] ?? places["prefix"] else {
                throw Columns.error("the column for the AS or for the prefix is missing")
            }
            self.asn = asn
            self.prefix = prefix
            maxLength = places["maxlength"]
            trustAnchor = places["trustanchor"] ?? places["ta"]
            expires = places["expires"]
            uri = places["uri"]
            notBefore = places["notbefore"]
            notAfter = places["notafter"]
        }

        var format: PayloadFormat {
            if uri != nil { return .csvext }
            if expires != nil { return .rpkiClientCSV }
            return isQuoted ? .csvcompat : .csv
        }

        /// The name in lower case, without blanks.
        private static func name(_ text: String) -> String {
            String(decoding: text.utf8.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self).lowercased()
        }

        private static func error(_ reason: String) -> PayloadReadError {
            PayloadReadError(.invalidHeader, reason, line: 1, offset: 0)
        }
    }
}
