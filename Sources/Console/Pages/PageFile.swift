internal import TextFormats

/// The content of a file that a page gives.
package struct PageFile: Sendable {
    /// Its media type.
    package let type: String
    package let text: String

    /// A table as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
    package static func csv(_ header: [String], _ rows: some Sequence<[String]>) -> PageFile {
        var text = ""
        for row in [header] + rows { text += CSV.line(row.map(harmless)) + "\r\n" }
        return PageFile(type: "text/csv; charset=utf-8", text: text)
    }

    private static func harmless(_ cell: String) -> String {
        switch cell.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"):
            "'" + cell
        default: cell
        }
    }
}
