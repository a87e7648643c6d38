/// Writes strings of JSON: the one place that escapes them.
package enum JSONText {
    /// Which characters are escaped in addition to quotes, backslashes and controls (RFC 8259 section 7).
    package enum Escapes: Hashable, Sendable {
        /// None, and controls are escaped as RFC 8785 section 3.2.2.2 asks for.
        case required
        /// Also escapes the characters of ``Swift/Unicode/Scalar/isUnprintable``: the document means the same, and has
        /// no effect on a terminal.
        case printable
        /// All that is not ASCII; controls are digits as well.
        case ascii
    }

    /// Appends `text` with its quotes.
    package static func append(_ text: String, escaping escapes: Escapes = .printable, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        // Nearly all text needs no escapes.
        let isPlain = text.utf8.withContiguousStorageIfAvailable { octets in
            for octet in octets where octet < 0x20 || octet >= 0x7f || octet == 0x22 || octet == 0x5c { return false }
            out.append(contentsOf: octets)
            return true
        }
        if isPlain != true {
            for scalar in text.unicodeScalars { append(scalar, escapes, to: &out) }
        }
        out.append(UInt8(ascii: "\""))
    }

    /// The text as a string with its quotes.
    package static func string(_ text: String, escaping escapes: Escapes = .printable) -> String {
        var out: [UInt8] = []
        append(text, escaping: escapes, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private static func append(_ scalar: Unicode.Scalar, _ escapes: Escapes, to out: inout [UInt8]) {
        switch scalar {
        case "\"": out.append("\\\"")
        case "\\": out.append("\\\\")
        case "\n" where escapes != .ascii: out.append("\\n")
        case "\r" where escapes != .ascii: out.append("\\r")
        case "\t" where escapes != .ascii: out.append("\\t")
        case "\u{8}" where escapes == .required: out.append("\\b")
        case "\u{c}" where escapes == .required: out.append("\\f")
        case _ where escapes.contains(scalar):
            for unit in String(scalar).utf16 {
                out.append("\\u")
                for shift: UInt16 in [12, 8, 4, 0] {
                    out.append(Hexadecimal.lowerDigit(UInt8(truncatingIfNeeded: unit >> shift & 15)))
                }
            }
        default: out.append(contentsOf: String(scalar).utf8)
        }
    }
}

extension JSONText.Escapes {
    fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .required: scalar < "\u{20}"
        case .printable: scalar.isUnprintable
        case .ascii: scalar < "\u{20}" || scalar >= "\u{7f}"
        }
    }
}
