/// A path of this server with its query, to which a browser may be sent on: never one of another host.
package struct LocalPath: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    private static let longest = 2_048

    /// `nil` for anything that a browser could take for an address elsewhere (`//host`, `/\host`, `https:`), also once more
    /// decoded, and for octets that no target has.
    package init?(_ text: String) {
        let octets = Array(text.utf8)
        guard octets.count <= LocalPath.longest, octets.first == UInt8(ascii: "/") else { return nil }
        // Browsers take a backslash for a slash, and pass over tabulators and line breaks.
        guard octets.allSatisfy({ (0x21...0x7e).contains($0) && !"\\\"<>^`{|}#".utf8.contains($0) }) else { return nil }
        let path = octets.prefix { $0 != UInt8(ascii: "?") }
        let small = String(decoding: path, as: UTF8.self).lowercased()
        guard !small.hasPrefix("//"), !["%2f", "%5c", "%09", "%0a", "%0d"].contains(where: small.contains) else {
            return nil
        }
        guard !small.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else { return nil }
        self.text = text
    }

    package static let home = LocalPath(known: "/")

    private init(known: String) {
        text = known
    }

    package var description: String { text }

    /// The text as the value of a parameter.
    package var parameterValue: String {
        var out = ""
        for octet in text.utf8 {
            switch octet {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                out.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                let digits = String(octet, radix: 16, uppercase: true)
                out += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return out
    }
}
