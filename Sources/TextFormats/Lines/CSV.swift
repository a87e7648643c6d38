/// Writes comma-separated values (RFC 4180).
package enum CSV {
    /// The fields on one line, without its end.
    package static func line(_ fields: some Sequence<String>) -> String {
        var out: [UInt8] = []
        for (place, field) in fields.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            out.append(csvField: field)
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension [UInt8] {
    /// A field, in quotes only where it must be: where it has a comma, a quote or a control (section 2).
    package mutating func append(csvField text: String) {
        let isSpecial = text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
        if isSpecial { append(quotedCSVField: text) } else { append(text: text) }
    }

    package mutating func append(quotedCSVField text: String) {
        append(UInt8(ascii: "\""))
        for octet in text.utf8 {
            if octet == UInt8(ascii: "\"") { append(octet) }
            append(octet)
        }
        append(UInt8(ascii: "\""))
    }
}
