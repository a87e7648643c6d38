/// The different prefixes of one family in ascending order, each with the range of its values.
///
/// `Key` is as wide as the family's addresses. An entry whose key is the last one at or below that of a prefix is covered by
/// every entry that covers the prefix, so one search and a walk along the parents find them all.
@usableFromInline
struct PrefixIndex<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    @usableFromInline var keys: [Key]
    @usableFromInline var lengths: [UInt8]
    /// The most specific other entry that covers this one, or `.max`.
    @usableFromInline var parents: [UInt32]
    /// Where the values of an entry begin; one more at the end.
    @usableFromInline var starts: [UInt32]
    /// For each value of the first bits the number of entries below it; one more at the end.
    @usableFromInline var roots: [UInt32]
    /// What is left of a key's bits after those that index `roots`.
    @usableFromInline let rootShift: Int

    /// The index of prefixes that are sorted and may repeat.
    @inlinable
    init(_ builder: Builder) {
        let records = builder.records
        let rootBits = Swift.max(1, Swift.min(16, records.count.bitWidth - records.count.leadingZeroBitCount))
        rootShift = Key.bitWidth - rootBits
        keys = []
        lengths = []
        parents = []
        starts = []
        roots = []
        keys.reserveCapacity(builder.distinct)
        lengths.reserveCapacity(builder.distinct)
        parents.reserveCapacity(builder.distinct)
        starts.reserveCapacity(builder.distinct + 1)
        roots.reserveCapacity(1 << rootBits + 1)
        for (position, record) in records.enumerated() {
            if let key = keys.last, key == record.key, lengths[lengths.count - 1] == record.length { continue }
            let root = Int(truncatingIfNeeded: record.key >> rootShift)
            while roots.count <= root { roots.append(UInt32(truncatingIfNeeded: keys.count)) }
            parents.append(parent(of: record))
            keys.append(record.key)
            lengths.append(record.length)
            starts.append(UInt32(truncatingIfNeeded: position))
        }
        starts.append(UInt32(truncatingIfNeeded: records.count))
        while roots.count <= 1 << rootBits { roots.append(UInt32(truncatingIfNeeded: keys.count)) }
    }

    /// The parent of a record that comes after all entries so far.
    @inlinable
    func parent(of record: Record) -> UInt32 {
        var candidate = keys.count - 1
        while candidate >= 0, !covers(candidate, record.key, record.length) { candidate = parent(candidate) }
        return UInt32(truncatingIfNeeded: candidate)
    }

    @inlinable
    var count: Int {
        keys.count
    }

    /// The next less specific entry that covers `entry`, or −1.
    @inlinable
    func parent(_ entry: Int) -> Int {
        Int(Int32(bitPattern: parents[entry]))
    }

    @inlinable
    func values(_ entry: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(starts[entry]), Int(starts[entry + 1])))
    }

    @inlinable
    func prefix(_ entry: Int, family: AddressFamily) -> IPPrefix {
        IPPrefix(leftAligned: UInt128(keys[entry]) &<< UInt128(128 - Key.bitWidth), family: family, lengths[entry])
    }

    @inlinable
    func covers(_ entry: Int, _ key: Key, _ length: UInt8) -> Bool {
        lengths[entry] <= length && (keys[entry] ^ key).leadingZeroBitCount >= Int(lengths[entry])
    }
}

extension PrefixIndex {
    /// The key of a prefix of this family.
    @inlinable
    static func key(_ prefix: IPPrefix) -> Key {
        Key(truncatingIfNeeded: prefix.leftAlignedBits &>> UInt128(128 - Key.bitWidth))
    }

    /// The number of entries with keys at or below `key`.
    @inlinable
    func endIndex(through key: Key) -> Int {
        let root = Int(truncatingIfNeeded: key &>> Key(truncatingIfNeeded: rootShift))
        var low = Int(roots[root])
        var high = Int(roots[root + 1])
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] <= key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The most specific entry that covers `prefix` or is equal to it, or −1.
    @inlinable
    func mostSpecificCovering(_ prefix: IPPrefix) -> Int {
        let key = PrefixIndex.key(prefix)
        var entry = endIndex(through: key) - 1
        while entry >= 0, !covers(entry, key, prefix.length) { entry = parent(entry) }
        return entry
    }

    /// The entries in `prefix`, itself included.
    @inlinable
    func coveredIndices(by prefix: IPPrefix) -> Range<Int> {
        let key = PrefixIndex.key(prefix)
        let end = endIndex(
            through: key | (prefix.length == 0 ? .max : ~(Key.max << (Key.bitWidth - Int(prefix.length)))))
        var start = key == 0 ? 0 : endIndex(through: key - 1)
        while start < end, keys[start] == key, lengths[start] < prefix.length { start += 1 }
        return Range(uncheckedBounds: (start, Swift.max(start, end)))
    }
}
