extension PrefixTable {
    /// The most specific entry that covers `prefix` or is equal to it.
    @inlinable
    public func longestMatch(_ prefix: IPPrefix) -> Entry? {
        switch prefix.family {
        case .ipv4: PrefixTable.longestMatch(prefix, in: ipv4, ipv4Values)
        case .ipv6: PrefixTable.longestMatch(prefix, in: ipv6, ipv6Values)
        }
    }

    /// The most specific entry that `address` lies in.
    @inlinable
    public func longestMatch(_ address: IPAddress) -> Entry? {
        longestMatch(IPPrefix(address))
    }

    /// The values of exactly this prefix; empty when the table does not have it.
    @inlinable
    public func values(of prefix: IPPrefix) -> ArraySlice<Value> {
        guard let match = longestMatch(prefix), match.prefix.length == prefix.length else { return [] }
        return match.values
    }

    /// Calls `body` with each entry that covers `prefix` or is equal to it, from the most specific to the least.
    @inlinable
    public func forEachCovering(
        _ prefix: IPPrefix, _ body: (IPPrefix, ArraySlice<Value>) throws -> Void
    ) rethrows {
        switch prefix.family {
        case .ipv4: try PrefixTable.forEachCovering(prefix, in: ipv4, ipv4Values, body)
        case .ipv6: try PrefixTable.forEachCovering(prefix, in: ipv6, ipv6Values, body)
        }
    }

    /// The entries that cover `prefix` or are equal to it, from the most specific to the least.
    @inlinable
    public func covering(_ prefix: IPPrefix) -> [Entry] {
        var entries: [Entry] = []
        forEachCovering(prefix) { entries.append(($0, $1)) }
        return entries
    }

    /// Calls `body` with each entry that lies in `prefix` or is equal to it, in the order of `IPPrefix`.
    @inlinable
    public func forEachCovered(
        by prefix: IPPrefix, _ body: (IPPrefix, ArraySlice<Value>) throws -> Void
    ) rethrows {
        switch prefix.family {
        case .ipv4: try PrefixTable.forEach(ipv4.coveredIndices(by: prefix), in: ipv4, ipv4Values, body)
        case .ipv6: try PrefixTable.forEach(ipv6.coveredIndices(by: prefix), in: ipv6, ipv6Values, body)
        }
    }

    /// The entries that lie in `prefix` or are equal to it, in the order of `IPPrefix`.
    @inlinable
    public func covered(by prefix: IPPrefix) -> [Entry] {
        var entries: [Entry] = []
        forEachCovered(by: prefix) { entries.append(($0, $1)) }
        return entries
    }

    /// Calls `body` with every entry, in the order of `IPPrefix`.
    @inlinable
    public func forEach(_ body: (IPPrefix, ArraySlice<Value>) throws -> Void) rethrows {
        try PrefixTable.forEach(0..<ipv4.count, in: ipv4, ipv4Values, body)
        try PrefixTable.forEach(0..<ipv6.count, in: ipv6, ipv6Values, body)
    }
}

extension PrefixTable {
    @inlinable
    static func longestMatch<Key>(_ prefix: IPPrefix, in index: PrefixIndex<Key>, _ values: [Value]) -> Entry? {
        let found = index.mostSpecificCovering(prefix)
        if found < 0 { return nil }
        return (index.prefix(found, family: prefix.family), values[index.values(found)])
    }

    @inlinable
    static func forEachCovering<Key>(
        _ prefix: IPPrefix, in index: PrefixIndex<Key>, _ values: [Value],
        _ body: (IPPrefix, ArraySlice<Value>) throws -> Void
    ) rethrows {
        var entry = index.mostSpecificCovering(prefix)
        while entry >= 0 {
            try body(index.prefix(entry, family: prefix.family), values[index.values(entry)])
            entry = index.parent(entry)
        }
    }

    @inlinable
    static func forEach<Key>(
        _ entries: Range<Int>, in index: PrefixIndex<Key>, _ values: [Value],
        _ body: (IPPrefix, ArraySlice<Value>) throws -> Void
    ) rethrows {
        let family: AddressFamily = Key.bitWidth == 32 ? .ipv4 : .ipv6
        for entry in entries {
            try body(index.prefix(entry, family: family), values[index.values(entry)])
        }
    }
}
