internal import TextFormats

/// Quoted-printable (RFC 2045 section 6.7).
enum QuotedPrintable {
    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var lines: [String] = []
            var current = ""
            let octets = Array(line.utf8)
            for (index, octet) in octets.enumerated() {
                let isLast = index == octets.count - 1
                let isLiteral = (0x21...0x7e).contains(octet) && octet != 0x3d || octet == 0x20 && !isLast
                let part =
                    isLiteral
                    ? String(Character(Unicode.Scalar(octet))) : "=" + [octet].hexadecimal(uppercase: true)
                if current.utf8.count + part.utf8.count > 75 {
                    lines.append(current + "=")
                    current = ""
                }
                current += part
            }
            return lines + [current]
        }
    }
}
