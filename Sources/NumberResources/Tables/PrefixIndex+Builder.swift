extension PrefixIndex {
    /// A prefix as it was given, with its place among those of its family.
    @usableFromInline
    struct Record {
        @usableFromInline let key: Key
        @usableFromInline let position: UInt32
        @usableFromInline let length: UInt8

        @inlinable
        init(key: Key, length: UInt8, position: UInt32) {
            self.key = key
            self.length = length
            self.position = position
        }

        /// The order of `IPPrefix`, equal prefixes as they were given.
        @inlinable
        static func precedes(_ left: Record, _ right: Record) -> Bool {
            if left.key != right.key { return left.key < right.key }
            if left.length != right.length { return left.length < right.length }
            return left.position < right.position
        }
    }

    /// Collects and sorts the prefixes of one family.
    @usableFromInline
    struct Builder {
        @usableFromInline var records: [Record] = []
        @usableFromInline var isSorted = true

        @inlinable
        init() {}

        @inlinable
        mutating func append(_ prefix: IPPrefix) {
            precondition(records.count < UInt32.max / 2, "a prefix table holds fewer than 2^31 entries")
            let record = Record(
                key: PrefixIndex.key(prefix), length: prefix.length,
                position: UInt32(truncatingIfNeeded: records.count))
            if let last = records.last, !Record.precedes(last, record) { isSorted = false }
            records.append(record)
        }

        /// Sorts the prefixes; gives for each the place it came from, or `nil` when nothing moved.
        @inlinable
        mutating func sort() -> [UInt32]? {
            if isSorted { return nil }
            records.sort(by: Record.precedes)
            return records.map(\.position)
        }

        /// The number of different prefixes, once sorted.
        @inlinable
        var distinct: Int {
            var count = records.isEmpty ? 0 : 1
            for index in records.indices.dropFirst()
            where records[index].key != records[index - 1].key || records[index].length != records[index - 1].length {
                count += 1
            }
            return count
        }
    }
}
