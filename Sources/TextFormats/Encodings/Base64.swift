/// Base 64 in the two alphabets of RFC 4648.
package enum Base64: Sendable {
    /// Section 4, with padding.
    case standard
    /// Section 5, without padding: what RFC 8416 section 3 asks for.
    case urlUnpadded

    /// The text of `octets`.
    package func text(_ octets: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((octets.count + 2) / 3 * 4)
        append(octets, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    package func append(_ octets: [UInt8], to out: inout [UInt8]) {
        var index = 0
        while octets.count - index >= 3 {
            let bits = UInt32(octets[index]) << 16 | UInt32(octets[index + 1]) << 8 | UInt32(octets[index + 2])
            out.append(digit(UInt8(truncatingIfNeeded: bits >> 18)))
            out.append(digit(UInt8(truncatingIfNeeded: bits >> 12 & 63)))
            out.append(digit(UInt8(truncatingIfNeeded: bits >> 6 & 63)))
            out.append(digit(UInt8(truncatingIfNeeded: bits & 63)))
            index += 3
        }
        let count = octets.count - index
        if count == 0 { return }
        let bits = UInt32(octets[index]) << 16 | (count == 2 ? UInt32(octets[index + 1]) << 8 : 0)
        for place in 0...UInt32(count) { out.append(digit(UInt8(truncatingIfNeeded: bits >> (18 - 6 * place) & 63))) }
        if self == .standard { out.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - count)) }
    }

    private func digit(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: self == .standard ? UInt8(ascii: "+") : UInt8(ascii: "-")
        default: self == .standard ? UInt8(ascii: "/") : UInt8(ascii: "_")
        }
    }
}

extension Base64 {
    /// The octets of `text`, or `nil` when it is not exactly what the encoder writes for them.
    package func octets(_ text: Span<UInt8>) -> [UInt8]? {
        var digits = text
        if self == .standard {
            guard text.count % 4 == 0 else { return nil }
            var padding = 0
            while padding < 2, padding < text.count, text[text.count - 1 - padding] == UInt8(ascii: "=") {
                padding += 1
            }
            digits = text.extracting(0..<text.count - padding)
        }
        return octets(unpadded: digits)
    }

    /// As `octets`, where padding may be left out in either alphabet.
    package static func lenientOctets(_ text: Span<UInt8>) -> [UInt8]? {
        var count = text.count
        while count > 0, text.count - count < 2, text[count - 1] == UInt8(ascii: "=") { count -= 1 }
        let digits = text.extracting(0..<count)
        return Base64.standard.octets(unpadded: digits) ?? Base64.urlUnpadded.octets(unpadded: digits)
    }

    private func octets(unpadded text: Span<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for index in text.indices {
            guard let value = value(text[index]) else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        // Bits that no octet takes must be zero, or two texts would mean the same.
        return bits & (1 << held - 1) == 0 ? octets : nil
    }

    private func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): self == .standard ? 62 : nil
        case UInt8(ascii: "/"): self == .standard ? 63 : nil
        case UInt8(ascii: "-"): self == .urlUnpadded ? 62 : nil
        case UInt8(ascii: "_"): self == .urlUnpadded ? 63 : nil
        default: nil
        }
    }
}
