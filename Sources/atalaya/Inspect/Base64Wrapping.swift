internal import TextFormats

/// DER that was wrapped for mail: base64, with or without the lines around it that PEM has (RFC 7468).
enum Base64Wrapping {
    /// The octets inside; `nil` when `octets` are not such text.
    static func unwrap(_ octets: [UInt8]) -> [UInt8]? {
        // What starts with a SEQUENCE starts with M in base64.
        guard octets.first == 0x4d || octets.starts(with: "-----".utf8) else { return nil }
        var base64: [UInt8] = []
        for line in octets.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) where !line.starts(with: "-----".utf8) {
            base64 += line
        }
        return Base64.standard.octets(base64.span)
    }
}
