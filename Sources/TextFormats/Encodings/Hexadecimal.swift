/// Octets as pairs of hexadecimal digits: read in either case, written in the one that is asked for.
@usableFromInline
package enum Hexadecimal {
    /// The octets of `text`, or `nil` when it is not made of pairs of digits.
    package static func octets(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 2)
        var index = 0
        while index < text.count {
            guard let high = value(text[index]), let low = value(text[index + 1]) else { return nil }
            octets.append(high << 4 | low)
            index += 2
        }
        return octets
    }

    /// 0 to 15, or `nil` for what is not a digit.
    package static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// The digit of a number from 0 to 15.
    @inlinable
    package static func lowerDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }

    /// The same in upper case.
    @inlinable
    package static func upperDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") - 10 + value
    }
}

extension [UInt8] {
    @inlinable
    package mutating func append(upperHex octets: some Sequence<UInt8>) {
        for octet in octets {
            append(Hexadecimal.upperDigit(octet >> 4))
            append(Hexadecimal.upperDigit(octet & 15))
        }
    }

    @inlinable
    package mutating func append(lowerHex octets: some Sequence<UInt8>) {
        for octet in octets {
            append(Hexadecimal.lowerDigit(octet >> 4))
            append(Hexadecimal.lowerDigit(octet & 15))
        }
    }
}

extension Sequence<UInt8> {
    /// Two digits an octet.
    @inlinable
    package func hexadecimal(uppercase: Bool) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * underestimatedCount)
        if uppercase { text.append(upperHex: self) } else { text.append(lowerHex: self) }
        return String(decoding: text, as: UTF8.self)
    }
}
