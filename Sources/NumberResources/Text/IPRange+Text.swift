extension IPRange: LosslessStringConvertible {
    /// The range in `text`, or `nil`: first and last address with `-` between them and no space.
    public init?(_ text: some StringProtocol) {
        guard let range = UTF8Text.withUTF8(of: text, { IPRange(utf8: $0) }) else { return nil }
        self = range
    }

    /// The same from UTF-8.
    public init?(utf8 text: Span<UInt8>) {
        guard let dash = text.firstIndex(of: UTF8Text.dash),
            let first = IPAddress(utf8: text.extracting(0..<dash)),
            let last = IPAddress(utf8: text.extracting((dash + 1)..<text.count))
        else { return nil }
        self.init(first, last)
    }

    /// `192.0.2.0-192.0.2.9`, also where the range is a prefix.
    public var description: String {
        UTF8Text.string(write)
    }

    /// Appends `description`.
    public func write(into buffer: inout [UInt8]) {
        first.write(into: &buffer)
        buffer.append(UTF8Text.dash)
        last.write(into: &buffer)
    }
}
