extension IPPrefix: LosslessStringConvertible {
    /// The fault of a prefix's text.
    public enum TextError: Error, Hashable, Sendable {
        /// There is no `/`.
        case noLength
        /// The text before `/` is not an address.
        case address
        /// The text after `/` is not a number from 0 to 32 or 128 without leading zeros.
        case length
        /// A bit after the prefix is set; the prefix that the address lies in is given.
        case hostBits(within: IPPrefix)
    }

    /// The prefix in `text`, an address, `/` and a length.
    ///
    /// - Throws: `TextError`; a bit set after the prefix is an error.
    public init(parsing text: some StringProtocol) throws(TextError) {
        self = try UTF8Text.withUTF8(of: text) { utf8 throws(TextError) in try IPPrefix(parsing: utf8) }
    }

    /// The same from UTF-8.
    public init(parsing text: Span<UInt8>) throws(TextError) {
        guard let slash = text.firstIndex(of: UTF8Text.slash) else { throw .noLength }
        guard let address = IPAddress(utf8: text.extracting(0..<slash)) else { throw .address }
        var index = slash + 1
        guard let length = text.decimal(at: &index, limit: UInt32(address.family.bitWidth)), index == text.count else {
            throw .length
        }
        self.init(truncating: address, length: Int(length))
        if self.address != address { throw .hostBits(within: self) }
    }

    /// The prefix in `text`, or `nil`; see `init(parsing:)`.
    public init?(_ text: some StringProtocol) {
        guard let prefix = UTF8Text.withUTF8(of: text, { IPPrefix(utf8: $0) }) else { return nil }
        self = prefix
    }

    /// The same from UTF-8.
    public init?(utf8 text: Span<UInt8>) {
        guard let prefix = try? IPPrefix(parsing: text) else { return nil }
        self = prefix
    }

    /// `192.0.2.0/24`, `2001:db8::/32`.
    public var description: String {
        UTF8Text.string(write)
    }

    /// Appends `description`.
    public func write(into buffer: inout [UInt8]) {
        address.write(into: &buffer)
        buffer.append(UTF8Text.slash)
        UTF8Text.write(decimal: UInt32(length), into: &buffer)
    }
}

extension IPPrefix.TextError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noLength: "a prefix needs a length, as in 192.0.2.0/24"
        case .address: "the text before “/” is not an address"
        case .length: "the prefix length is not a number within the address"
        case .hostBits(let prefix): "bits after the prefix are set; the address lies in \(prefix)"
        }
    }
}
