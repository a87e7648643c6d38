extension IntervalSet {
    /// Appends an element of a decoded list, which has to keep to the canonical form of RFC 3779 sections 2.2.3.6 and 3.2.3.4:
    /// it comes after the elements so far, overlaps none and leaves a gap to the last.
    ///
    /// - Throws: `outOfOrder`, `overlap` or `adjacent`; the set is then as before.
    @inlinable
    public mutating func append(
        canonical range: ClosedRange<Bound>, of resource: RFC3779Error.Resource
    ) throws(RFC3779Error) {
        if let last = storage.last {
            guard range.lowerBound >= last.lowerBound else { throw .outOfOrder(resource) }
            guard range.lowerBound > last.upperBound else { throw .overlap(resource) }
            guard range.lowerBound - last.upperBound > 1 else { throw .adjacent(resource) }
        }
        storage.append(range)
    }

    @inlinable
    public mutating func reserveCapacity(_ count: Int) {
        storage.reserveCapacity(count)
    }
}

extension IntervalSet<UInt32> {
    /// Appends an `id` of `asIdsOrRanges` (RFC 3779 section 3.2.3.6).
    public mutating func append(id: UInt32) throws(RFC3779Error) {
        try append(canonical: id...id, of: .asns)
    }

    /// Appends a `range` of `asIdsOrRanges` (RFC 3779 section 3.2.3.7).
    ///
    /// - Throws: `inverted`, `rangeIsNumber`, or what breaks the canonical form.
    public mutating func append(minimumASN: UInt32, maximumASN: UInt32) throws(RFC3779Error) {
        guard minimumASN <= maximumASN else { throw .inverted(.asns) }
        guard minimumASN < maximumASN else { throw .rangeIsNumber(ASN(minimumASN)) }
        try append(canonical: minimumASN...maximumASN, of: .asns)
    }

    /// Appends an element of the `addressesOrRanges` of IPv4.
    ///
    /// - Precondition: the element is of IPv4.
    public mutating func append(_ element: IPAddressOrRange) throws(RFC3779Error) {
        let range = element.range
        precondition(range.family == .ipv4, "an element of the other family")
        try append(canonical: range.first.ipv4Value...range.last.ipv4Value, of: .addresses)
    }
}

extension IntervalSet<UInt128> {
    /// Appends an element of the `addressesOrRanges` of IPv6.
    ///
    /// - Precondition: the element is of IPv6.
    public mutating func append(_ element: IPAddressOrRange) throws(RFC3779Error) {
        let range = element.range
        precondition(range.family == .ipv6, "an element of the other family")
        try append(canonical: range.first.leftAlignedBits...range.last.leftAlignedBits, of: .addresses)
    }
}
