extension ASN: LosslessStringConvertible {
    /// The number in `text`, or `nil`: asplain `64496` or asdot `1.10` (RFC 5396 section 2), each also after `AS` of
    /// either case; no sign, space or leading zero.
    public init?(_ text: some StringProtocol) {
        guard let number = UTF8Text.withUTF8(of: text, { ASN(utf8: $0) }) else { return nil }
        self = number
    }

    /// The same from UTF-8.
    public init?(utf8 text: Span<UInt8>) {
        var index = 0
        if text.count > 2, text[0] | 0x20 == UInt8(ascii: "a"), text[1] | 0x20 == UInt8(ascii: "s") { index = 2 }
        guard var number = text.decimal(at: &index, limit: .max) else { return nil }
        if text.has(UTF8Text.dot, at: index) {
            index += 1
            guard number <= UInt16.max, let low = text.decimal(at: &index, limit: UInt32(UInt16.max)) else {
                return nil
            }
            number = number << 16 | low
        }
        guard index == text.count else { return nil }
        self.init(number)
    }

    /// `AS64496`.
    public var description: String {
        UTF8Text.string(write)
    }

    /// `AS64496`, from 65,536 on `AS1.10`: asdot of RFC 5396 section 2.
    public var asdot: String {
        guard rawValue > UInt16.max else { return description }
        return "AS\(rawValue >> 16).\(rawValue & 0xffff)"
    }

    /// Appends `description`.
    public func write(into buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "A"))
        buffer.append(UInt8(ascii: "S"))
        writeNumber(into: &buffer)
    }

    /// Appends the bare number, `64496`.
    public func writeNumber(into buffer: inout [UInt8]) {
        UTF8Text.write(decimal: rawValue, into: &buffer)
    }
}
