/// Text for the query of a link.
package enum FormText {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Percent-encoded, but for letters, digits and `-._~/:` (RFC 3986 section 3.4).
    package static func encoded(_ text: String) -> String {
        var out: [UInt8] = []
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"):
                out.append(octet)
            default: out += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
