/// The different prefixes of one family in ascending order, each with the range of its values.
///
/// `Key` is as wide as the family's addresses. An entry whose key is the last one at or below that of a prefix is covered by
/// every entry that covers the prefix, so one search and a walk along the parents find them all.
@usableFromInline
struct PrefixIndex<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// In one piece, because a lookup costs as much as the cache lines it touches.
    @usableFromInline
    struct Node: Sendable {
        @usableFromInline let key: Key
        /// The most specific other node that covers this one, or −1.
        @usableFromInline let parent: Int32
        /// The index of its first value; its values end where those of the next node begin.
        @usableFromInline let start: UInt32
        @usableFromInline let length: UInt8

        @inlinable
        init(key: Key, length: UInt8, parent: Int32, start: UInt32) {
            self.key = key
            self.length = length
            self.parent = parent
            self.start = start
        }

        /// True if the prefix of `length` bits at `key` lies in this one.
        @inlinable
        func covers(_ key: Key, _ length: UInt8) -> Bool {
            self.length <= length && (self.key ^ key).leadingZeroBitCount >= Int(self.length)
        }
    }

    /// One more than there are prefixes: the last one only ends the values of its neighbour.
    @usableFromInline var nodes: [Node]
    /// For each slice of the address space the number of nodes below it; one more at the end.
    @usableFromInline var roots: [UInt32]
    /// The number of bits of a key within its slice.
    @usableFromInline let sliceBits: Int

    /// The index of prefixes that are sorted and may repeat.
    @inlinable
    init(_ builder: Builder) {
        let records = builder.records
        // No more slices than entries, rounded up, and at most 1 MiB of them.
        let rootBits = Swift.max(1, Swift.min(18, records.count.bitWidth - records.count.leadingZeroBitCount))
        sliceBits = PrefixIndex.sliced.bits - rootBits
        nodes = []
        roots = []
        nodes.reserveCapacity(builder.distinct + 1)
        roots.reserveCapacity(1 << rootBits + 1)
        for (position, record) in records.enumerated() {
            if let last = nodes.last, last.key == record.key, last.length == record.length { continue }
            let root = slice(record.key, of: 1 << rootBits)
            while roots.count <= root { roots.append(UInt32(truncatingIfNeeded: nodes.count)) }
            nodes.append(
                Node(
                    key: record.key, length: record.length,
                    parent: Int32(truncatingIfNeeded: mostSpecificCovering(record.key, record.length, nodes.count)),
                    start: UInt32(truncatingIfNeeded: position)))
        }
        while roots.count <= 1 << rootBits { roots.append(UInt32(truncatingIfNeeded: nodes.count)) }
        nodes.append(Node(key: .max, length: 0, parent: -1, start: UInt32(truncatingIfNeeded: records.count)))
    }

    /// The number of different prefixes.
    @inlinable
    var count: Int {
        nodes.count - 1
    }

    /// The next less specific entry that covers `entry`, or −1.
    @inlinable
    func parent(_ entry: Int) -> Int {
        Int(nodes[entry].parent)
    }

    /// The place of the values of `entry`.
    @inlinable
    func values(_ entry: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(nodes[entry].start), Int(nodes[entry + 1].start)))
    }

    @inlinable
    func prefix(_ entry: Int, family: AddressFamily) -> IPPrefix {
        let node = nodes[entry]
        return IPPrefix(leftAligned: UInt128(node.key) &<< UInt128(128 - Key.bitWidth), family: family, node.length)
    }
}

extension PrefixIndex {
    /// The key of a prefix of this family.
    @inlinable
    static func key(_ prefix: IPPrefix) -> Key {
        Key(truncatingIfNeeded: prefix.leftAlignedBits &>> UInt128(128 - Key.bitWidth))
    }

    /// The part of the address space that is sliced: all of IPv4; of IPv6 the global unicast addresses, 2000::/3
    /// (RFC 4291 section 2.4), where nearly all prefixes lie. What is outside belongs to the first or last slice.
    @inlinable
    static var sliced: (first: Key, bits: Int) {
        Key.bitWidth == 128 ? (1 << (Key.bitWidth - 3), Key.bitWidth - 3) : (0, Key.bitWidth)
    }

    @inlinable
    func slice(_ key: Key, of count: Int) -> Int {
        let first = PrefixIndex.sliced.first
        if key < first { return 0 }
        return Swift.min(count - 1, Int(truncatingIfNeeded: (key - first) &>> Key(truncatingIfNeeded: sliceBits)))
    }

    /// The number of entries with keys at or below `key`.
    @inlinable
    func endIndex(through key: Key) -> Int {
        let root = slice(key, of: roots.count - 1)
        var low = Int(roots[root])
        var high = Int(roots[root + 1])
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].key <= key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The most specific entry that covers `prefix` or is equal to it, or −1.
    @inlinable
    func mostSpecificCovering(_ prefix: IPPrefix) -> Int {
        let key = PrefixIndex.key(prefix)
        return mostSpecificCovering(key, prefix.length, endIndex(through: key))
    }

    /// The same, where `end` is the number of entries with keys at or below `key`.
    @inlinable
    func mostSpecificCovering(_ key: Key, _ length: UInt8, _ end: Int) -> Int {
        var entry = end - 1
        while entry >= 0, !nodes[entry].covers(key, length) { entry = parent(entry) }
        return entry
    }

    /// The entries in `prefix`, itself included.
    @inlinable
    func coveredIndices(by prefix: IPPrefix) -> Range<Int> {
        let key = PrefixIndex.key(prefix)
        let hostBits = prefix.length == 0 ? Key.max : ~(Key.max << (Key.bitWidth - Int(prefix.length)))
        let end = endIndex(through: key | hostBits)
        var start = key == 0 ? 0 : endIndex(through: key - 1)
        while start < end, nodes[start].key == key, nodes[start].length < prefix.length { start += 1 }
        return start..<end
    }
}
