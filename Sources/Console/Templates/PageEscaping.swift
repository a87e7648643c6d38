internal import Mustache
internal import TextFormats

/// Escapes text for HTML octet by octet, so that no combining mark hides a quote, and shows the characters that would change
/// how a line reads.
struct PageEscaping: MustacheContentType {
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x40 && PageEscaping.needsCare($0) || $0 >= 0x80 || $0 == 0x7F }) else {
            return text
        }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 32)
        for octet in text.printableLines.utf8 {
            switch octet {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
            default: out.append(octet)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func needsCare(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: octet < 0x20
        }
    }
}
