public import NumberResources

extension DelegatedStatistics {
    /// The holder of an AS number, where extended files name it.
    public func holder(of asn: ASN) -> Delegation.Holder? {
        record(of: asn).flatMap(holder)
    }

    /// The holder of all addresses of a prefix, be it by several delegations; `nil` where there are two, or a part has none.
    public func holder(of prefix: IPPrefix) -> Delegation.Holder? {
        let last = prefix.lastAddress
        switch prefix.family {
        case .ipv4: return holder(of: prefix.address.ipv4Value...last.ipv4Value, in: ipv4)
        case .ipv6: return holder(of: prefix.leftAlignedBits...last.leftAlignedBits, in: ipv6)
        }
    }

    /// The number of AS numbers that each holder has.
    public var asnCounts: [Delegation.Holder: Int] {
        var counts: [Delegation.Holder: Int] = [:]
        for row in asns {
            if let holder = holder(row.record) { counts[holder, default: 0] += Int(row.upper - row.lower) + 1 }
        }
        return counts
    }

    private func holder(_ record: DelegatedRecord) -> Delegation.Holder? {
        record.holder == 0 || !record.status.isDelegated ? nil : holders[Int(record.holder) - 1]
    }

    private func holder<Bound>(
        of range: ClosedRange<Bound>, in rows: [DelegatedRange<Bound>]
    ) -> Delegation.Holder? {
        // The first row that ends at or after the first number: rows are disjoint and ascending.
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].upper < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var next = range.lowerBound
        var found: Delegation.Holder?
        for row in rows[low...] {
            guard row.lower <= next, let holder = holder(row.record), found == nil || found == holder else {
                return nil
            }
            found = holder
            if row.upper >= range.upperBound { return holder }
            next = row.upper + 1
        }
        return nil
    }
}
