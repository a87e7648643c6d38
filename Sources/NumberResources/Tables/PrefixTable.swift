/// Values by prefix: the most specific entry for a prefix or address, all that cover it, all that it covers.
///
/// A prefix may carry several values; they keep the order in which they were given. The table does not change once
/// built.
///
/// ```swift
/// let table = PrefixTable(routes.map { (prefix: $0.prefix, value: $0.origin) })
/// table.longestMatch(prefix)?.values.first
/// ```
///
/// A prefix costs 16 octets (IPv4) or 32 (IPv6) in addition to its values. Each family is an array in the order of
/// `IPPrefix` with links to the next covering entry, so that the prefixes that a prefix covers are contiguous, and
/// those that cover it are on one chain.
public struct PrefixTable<Value> {
    /// A prefix of the table with its values, at least one.
    public typealias Entry = (prefix: IPPrefix, values: ArraySlice<Value>)

    @usableFromInline let ipv4: PrefixIndex<UInt32>
    @usableFromInline let ipv6: PrefixIndex<UInt128>
    @usableFromInline let ipv4Values: [Value]
    @usableFromInline let ipv6Values: [Value]

    /// The table of `entries`, in any order; building takes linear time when they are sorted by prefix.
    ///
    /// - Precondition: each family has fewer than 2^31 entries.
    @inlinable
    public init(_ entries: some Sequence<(prefix: IPPrefix, value: Value)>) {
        var ipv4 = PrefixIndex<UInt32>.Builder()
        var ipv6 = PrefixIndex<UInt128>.Builder()
        var ipv4Values: [Value] = []
        var ipv6Values: [Value] = []
        for (prefix, value) in entries {
            switch prefix.family {
            case .ipv4:
                ipv4.append(prefix)
                ipv4Values.append(value)
            case .ipv6:
                ipv6.append(prefix)
                ipv6Values.append(value)
            }
        }
        if let order = ipv4.sort() { ipv4Values = order.map { ipv4Values[Int($0)] } }
        if let order = ipv6.sort() { ipv6Values = order.map { ipv6Values[Int($0)] } }
        self.ipv4 = PrefixIndex(ipv4)
        self.ipv6 = PrefixIndex(ipv6)
        self.ipv4Values = ipv4Values
        self.ipv6Values = ipv6Values
    }

    /// The number of values, that is of entries given.
    @inlinable
    public var count: Int {
        ipv4Values.count + ipv6Values.count
    }

    /// The number of different prefixes.
    @inlinable
    public var prefixCount: Int {
        ipv4.count + ipv6.count
    }

    @inlinable
    public var isEmpty: Bool {
        count == 0
    }
}

extension PrefixTable: Sendable where Value: Sendable {}
