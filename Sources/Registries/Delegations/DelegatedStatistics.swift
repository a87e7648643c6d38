public import NumberResources

/// The holders of AS numbers and addresses and their economies, according to the registries' delegated statistics.
///
/// ```swift
/// let statistics = DelegatedStatistics([afrinic, ripe])
/// statistics.economy(of: 33764)              // MU
/// statistics.unallocated.contains(prefix)    // whether all of it is free
/// ```
///
/// If files disagree about a number, the one with the later end date counts; if the dates are equal, the one that says
/// delegated. The order of files does not matter.
public struct DelegatedStatistics: Sendable {
    /// Delegated resources: allocated or assigned.
    public let delegated: ResourceSet
    /// Resources without a holder according to the files: available, reserved, or with IANA. Numbers that no file
    /// contains are in neither set.
    public let unallocated: ResourceSet
    /// Ascending.
    public let holders: [Delegation.Holder]

    /// Ascending and disjoint.
    package let asns: [DelegatedRange<UInt32>]
    let ipv4: [DelegatedRange<UInt32>]
    let ipv6: [DelegatedRange<UInt128>]

    public init(_ files: some Sequence<DelegatedFile> = EmptyCollection<DelegatedFile>()) {
        let files = Array(files)
        holders = Set(files.lazy.flatMap(\.holders)).sorted()
        let numbers = Dictionary(zip(holders, 1...), uniquingKeysWith: { first, _ in first })
        var asns: [DelegatedRange<UInt32>] = []
        var ipv4: [DelegatedRange<UInt32>] = []
        var ipv6: [DelegatedRange<UInt128>] = []
        for file in files {
            let places = [0] + file.holders.map { UInt32(truncatingIfNeeded: numbers[$0] ?? 0) }
            asns += file.asns.lazy.map { $0.renumbered(places) }
            ipv4 += file.ipv4.lazy.map { $0.renumbered(places) }
            ipv6 += file.ipv6.lazy.map { $0.renumbered(places) }
        }
        self.asns = DelegatedOverlaps.resolved(asns)
        self.ipv4 = DelegatedOverlaps.resolved(ipv4)
        self.ipv6 = DelegatedOverlaps.resolved(ipv6)
        delegated = DelegatedStatistics.resources(self.asns, self.ipv4, self.ipv6) { $0.status.isDelegated }
        unallocated = DelegatedStatistics.resources(self.asns, self.ipv4, self.ipv6) { !$0.status.isDelegated }
    }

    private static func resources(
        _ asns: [DelegatedRange<UInt32>], _ ipv4: [DelegatedRange<UInt32>], _ ipv6: [DelegatedRange<UInt128>],
        where condition: (DelegatedRecord) -> Bool
    ) -> ResourceSet {
        ResourceSet(
            asns: IntervalSet(asns.filter { condition($0.record) }.map { $0.lower...$0.upper }),
            ipv4: IntervalSet(ipv4.filter { condition($0.record) }.map { $0.lower...$0.upper }),
            ipv6: IntervalSet(ipv6.filter { condition($0.record) }.map { $0.lower...$0.upper }))
    }
}

extension DelegatedStatistics {
    /// The delegation of an AS number; `nil` if no file contains it.
    public func delegation(of asn: ASN) -> Delegation? {
        record(of: asn).map(delegation)
    }

    /// The delegation that covers all addresses of a prefix; `nil` if no record covers it.
    public func delegation(of prefix: IPPrefix) -> Delegation? {
        record(of: prefix).map(delegation)
    }

    /// The economy of the holder of an AS number.
    public func economy(of asn: ASN) -> Economy? {
        record(of: asn)?.economy
    }

    /// The economy of the holder of a prefix. For a prefix of several delegations, their common economy, if they have
    /// one.
    public func economy(of prefix: IPPrefix) -> Economy? {
        if let record = record(of: prefix) { return record.economy }
        var economies: Set<Economy> = []
        switch prefix.family {
        case .ipv4:
            let last = prefix.lastAddress.ipv4Value
            collect(&economies, in: ipv4, prefix.address.ipv4Value...last)
        case .ipv6:
            collect(&economies, in: ipv6, prefix.leftAlignedBits...prefix.lastAddress.leftAlignedBits)
        }
        return economies.count == 1 ? economies.first : nil
    }

    /// Everything that holders in `economy` have.
    public func resources(in economy: Economy) -> ResourceSet {
        DelegatedStatistics.resources(asns, ipv4, ipv6) { $0.economy == economy && $0.status.isDelegated }
    }

    /// Everything that `holder` has.
    public func resources(of holder: Delegation.Holder) -> ResourceSet {
        guard let place = holders.firstIndex(of: holder) else { return ResourceSet() }
        return DelegatedStatistics.resources(asns, ipv4, ipv6) {
            $0.holder == UInt32(truncatingIfNeeded: place + 1) && $0.status.isDelegated
        }
    }

    /// The economies that have delegated resources, ascending.
    public var economies: [Economy] {
        var economies: Set<Economy> = []
        for row in asns where row.record.status.isDelegated { row.record.economy.map { _ = economies.insert($0) } }
        for row in ipv4 where row.record.status.isDelegated { row.record.economy.map { _ = economies.insert($0) } }
        for row in ipv6 where row.record.status.isDelegated { row.record.economy.map { _ = economies.insert($0) } }
        return economies.sorted()
    }

    /// Ranges of addresses or AS numbers that differ in what is said of them.
    public var count: Int {
        asns.count + ipv4.count + ipv6.count
    }
}

extension DelegatedStatistics {
    private func delegation(_ record: DelegatedRecord) -> Delegation {
        Delegation(
            registry: record.registry, economy: record.economy, status: record.status,
            date: record.date == 0 ? nil : record.date,
            holder: record.holder == 0 ? nil : holders[Int(record.holder) - 1])
    }

    package func record(of asn: ASN) -> DelegatedRecord? {
        DelegatedStatistics.record(asn.rawValue...asn.rawValue, in: asns)
    }

    package func record(of prefix: IPPrefix) -> DelegatedRecord? {
        switch prefix.family {
        case .ipv4:
            DelegatedStatistics.record(prefix.address.ipv4Value...prefix.lastAddress.ipv4Value, in: ipv4)
        case .ipv6:
            DelegatedStatistics.record(
                prefix.leftAlignedBits...prefix.lastAddress.leftAlignedBits, in: ipv6)
        }
    }

    /// The number of rows that begin at or before `number`.
    private static func end<Bound>(startingThrough number: Bound, in rows: [DelegatedRange<Bound>]) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].lower <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func record<Bound>(
        _ range: ClosedRange<Bound>, in rows: [DelegatedRange<Bound>]
    ) -> DelegatedRecord? {
        let end = end(startingThrough: range.lowerBound, in: rows)
        guard end > 0, rows[end - 1].upper >= range.upperBound else { return nil }
        return rows[end - 1].record
    }

    private func collect<Bound>(
        _ economies: inout Set<Economy>, in rows: [DelegatedRange<Bound>], _ range: ClosedRange<Bound>
    ) {
        var index = DelegatedStatistics.end(startingThrough: range.upperBound, in: rows) - 1
        while index >= 0, rows[index].upper >= range.lowerBound, economies.count < 2 {
            let record = rows[index].record
            if record.status.isDelegated, let economy = record.economy { economies.insert(economy) }
            index -= 1
        }
    }
}

extension DelegatedRange {
    fileprivate func renumbered(_ places: [UInt32]) -> DelegatedRange {
        var row = self
        row.record.holder = places[Int(record.holder)]
        return row
    }
}
