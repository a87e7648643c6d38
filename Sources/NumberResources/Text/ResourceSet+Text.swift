extension ResourceSet: LosslessStringConvertible {
    /// The set in `text`, or `nil`: elements between commas, with spaces around them or not. An element is an AS number, two
    /// of them with `-` between, a prefix, an address or an address range. The empty text is the empty set.
    ///
    /// ```swift
    /// ResourceSet("AS64496-AS64511, 192.0.2.0/24, 2001:db8::-2001:db8::9")
    /// ```
    public init?(_ text: some StringProtocol) {
        guard let set = UTF8Text.withUTF8(of: text, { ResourceSet(utf8: $0) }) else { return nil }
        self = set
    }

    /// The same from UTF-8.
    public init?(utf8 text: Span<UInt8>) {
        var asns: [ClosedRange<UInt32>] = []
        var addresses: [IPRange] = []
        var start = 0
        while start <= text.count {
            var end = start
            while end < text.count, text[end] != UTF8Text.comma { end += 1 }
            let element = text.extracting(ResourceSet.trimmed(start..<end, in: text))
            if element.isEmpty, start == 0, end == text.count { break }
            if let asn = ResourceSet.asns(element) {
                asns.append(asn)
            } else if let range = ResourceSet.addresses(element) {
                addresses.append(range)
            } else {
                return nil
            }
            start = end + 1
        }
        self.init(ranges: addresses)
        self.asns = IntervalSet(asns)
    }

    /// `range` without spaces at its ends.
    private static func trimmed(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, text[start] == UTF8Text.space { start += 1 }
        while start < end, text[end - 1] == UTF8Text.space { end -= 1 }
        return start..<end
    }

    private static func asns(_ text: Span<UInt8>) -> ClosedRange<UInt32>? {
        guard let dash = text.firstIndex(of: UTF8Text.dash) else {
            return ASN(utf8: text).map { $0.rawValue...$0.rawValue }
        }
        guard let first = ASN(utf8: text.extracting(0..<dash)),
            let last = ASN(utf8: text.extracting((dash + 1)..<text.count)),
            first <= last
        else { return nil }
        return first.rawValue...last.rawValue
    }

    private static func addresses(_ text: Span<UInt8>) -> IPRange? {
        if let prefix = IPPrefix(utf8: text) { return IPRange(prefix) }
        if let address = IPAddress(utf8: text) { return IPRange(IPPrefix(address)) }
        return IPRange(utf8: text)
    }

    /// The canonical text: AS numbers, IPv4, IPv6, each ascending, with `, ` between; `192.0.2.0/24` where a range is a
    /// prefix, `192.0.2.1-192.0.2.9` where it is not.
    public var description: String {
        UTF8Text.string(write)
    }

    /// Appends `description`.
    public func write(into buffer: inout [UInt8]) {
        let start = buffer.count
        for range in asns.ranges {
            ResourceSet.separate(from: start, in: &buffer)
            ASN(range.lowerBound).write(into: &buffer)
            if range.lowerBound == range.upperBound { continue }
            buffer.append(UTF8Text.dash)
            ASN(range.upperBound).write(into: &buffer)
        }
        for range in addressRanges {
            ResourceSet.separate(from: start, in: &buffer)
            if let prefix = range.prefix { prefix.write(into: &buffer) } else { range.write(into: &buffer) }
        }
    }

    /// Appends what stands between two elements, unless none has been written since `start`.
    private static func separate(from start: Int, in buffer: inout [UInt8]) {
        if buffer.count == start { return }
        buffer.append(UTF8Text.comma)
        buffer.append(UTF8Text.space)
    }
}
