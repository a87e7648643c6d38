/// An economy by its two letters of ISO 3166-1, as the registries' files name the place of a holder; `EU` and `AP` stand there
/// for regions, `ZZ` for none.
public struct Economy: Hashable, Sendable {
    /// The two letters, the first one in the upper octet; never zero.
    let code: UInt16

    /// The economy of two letters of either case, or `nil`.
    public init?(_ text: some StringProtocol) {
        guard let economy = Economy(utf8: String(text).utf8.span) else { return nil }
        self = economy
    }

    /// The same from UTF-8.
    public init?(utf8 text: Span<UInt8>) {
        guard text.count == 2, let first = Economy.letter(text[0]), let second = Economy.letter(text[1]) else {
            return nil
        }
        code = UInt16(first) << 8 | UInt16(second)
    }

    private static func letter(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): octet
        case UInt8(ascii: "a")...UInt8(ascii: "z"): octet - 0x20
        default: nil
        }
    }
}

extension Economy: Comparable {
    public static func < (left: Economy, right: Economy) -> Bool {
        left.code < right.code
    }
}

extension Economy: CustomStringConvertible {
    /// `MU`
    public var description: String {
        String(decoding: [UInt8(code >> 8), UInt8(code & 0xff)], as: UTF8.self)
    }
}
