extension IPAddress {
    /// The address in `text`, or `nil`: IPv4 as four decimal numbers without leading zeros; IPv6 in any form of RFC 4291
    /// section 2.2, without a zone.
    public init?(_ text: some StringProtocol) {
        guard let address = UTF8Text.withUTF8(of: text, { IPAddress(utf8: $0) }) else { return nil }
        self = address
    }

    /// The same from UTF-8.
    public init?(utf8 text: Span<UInt8>) {
        // Either kind of separator comes after at most four digits.
        var index = 0
        while index < text.count, index < 4, text[index] != UTF8Text.dot, text[index] != UTF8Text.colon { index += 1 }
        if text.has(UTF8Text.dot, at: index) {
            index = 0
            guard let value = IPAddress.ipv4(text, at: &index), index == text.count else { return nil }
            self.init(ipv4: value)
        } else {
            guard let value = IPAddress.ipv6(text) else { return nil }
            self.init(ipv6: value)
        }
    }

    /// The dotted quad at `index`, which moves behind it.
    private static func ipv4(_ text: Span<UInt8>, at index: inout Int) -> UInt32? {
        guard var value = text.decimal(at: &index, limit: 255) else { return nil }
        for _ in 0..<3 {
            guard text.has(UTF8Text.dot, at: index) else { return nil }
            index += 1
            guard let octet = text.decimal(at: &index, limit: 255) else { return nil }
            value = value << 8 | octet
        }
        return value
    }

    private static func ipv6(_ text: Span<UInt8>) -> UInt128? {
        var index = 0
        var bits: UInt128 = 0
        var groups = 0
        var groupsBeforeGap: Int?
        if text.has(UTF8Text.colon, at: 0) {
            guard text.has(UTF8Text.colon, at: 1) else { return nil }
            groupsBeforeGap = 0
            index = 2
        }
        // After "::" at the end there is no group.
        while index < text.count || groupsBeforeGap != groups {
            guard groups < 8 else { return nil }
            let start = index
            guard let group = text.hexadecimal(at: &index) else { return nil }
            if text.has(UTF8Text.dot, at: index) {
                index = start
                guard let embedded = ipv4(text, at: &index), index == text.count else { return nil }
                bits = bits << 32 | UInt128(embedded)
                groups += 2
                break
            }
            bits = bits << 16 | UInt128(group)
            groups += 1
            if index == text.count { break }
            guard text.has(UTF8Text.colon, at: index) else { return nil }
            index += 1
            if text.has(UTF8Text.colon, at: index) {
                guard groupsBeforeGap == nil else { return nil }
                groupsBeforeGap = groups
                index += 1
            } else if index == text.count {
                return nil
            }
        }
        guard let groupsBeforeGap else { return groups == 8 ? bits : nil }
        guard groups < 8 else { return nil }
        let after = UInt128(16 * (groups - groupsBeforeGap))
        let tail = bits & ~(UInt128.max << after)
        return (bits >> after) << UInt128(128 - 16 * groupsBeforeGap) | tail
    }
}
