/// Scalars as YAML.
package enum YAMLText {
    /// `text` on one line: plain where YAML reads it as it is, also in a list, else in single quotes.
    package static func scalar(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
                case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "-"): true
                case UInt8(ascii: ":"): true
                default: false
                }
            } && text.utf8.first.map { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "-") } ?? false
            && text.utf8.last != UInt8(ascii: ":") && text != "null"
        return isPlain
            ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
