extension IntervalSet {
    /// The addresses of all `prefixes` that are of the family as wide as `Bound`; prefixes of the other family add none.
    @inlinable
    public init(prefixes: some Sequence<IPPrefix>) {
        self.init(prefixes.lazy.filter { $0.family.bitWidth == Bound.bitWidth }.map { IntervalSet.range($0) })
    }

    /// The fewest prefixes that make up the set, ascending.
    ///
    /// - Precondition: `Bound` is as wide as an address of `family`.
    @inlinable
    public func prefixes(_ family: AddressFamily) -> [IPPrefix] {
        precondition(Bound.bitWidth == family.bitWidth, "a set of other numbers")
        return storage.flatMap { $0.prefixes(family) }
    }

    /// The ranges of the set as addresses, ascending.
    ///
    /// - Precondition: `Bound` is as wide as an address of `family`.
    @inlinable
    public func addressRanges(_ family: AddressFamily) -> [IPRange] {
        precondition(Bound.bitWidth == family.bitWidth, "a set of other numbers")
        return storage.map { IPRange($0, family: family) }
    }

    /// The numbers of a prefix whose addresses are as wide as `Bound`.
    @inlinable
    static func range(_ prefix: IPPrefix) -> ClosedRange<Bound> {
        let shift = UInt128(128 - Bound.bitWidth)
        return Bound(
            truncatingIfNeeded: prefix.address.leftAlignedBits &>> shift)...Bound(
                truncatingIfNeeded: prefix.lastAddress.leftAlignedBits &>> shift)
    }
}
