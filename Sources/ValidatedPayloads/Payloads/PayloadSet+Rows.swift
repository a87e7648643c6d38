public import FoundationEssentials
internal import TextFormats

extension PayloadSet {
    public var vrpRows: PayloadRows<VRP> {
        PayloadRows(payloads: vrps, sources: vrpSources, table: sources)
    }

    public var aspaRows: PayloadRows<ASPA> {
        PayloadRows(payloads: aspas, sources: aspaSources, table: sources)
    }

    public var routerKeyRows: PayloadRows<RouterKey> {
        PayloadRows(payloads: routerKeys, sources: routerKeySources, table: sources)
    }

    /// All objects and exceptions that give `vrp`, the one that expires last first; `nil` when the set does not have
    /// it.
    public func sources(of vrp: VRP) -> PayloadSources? {
        position(of: vrp, in: vrps).map { vrpRows[$0].sources }
    }

    /// All objects and exceptions that were merged into `aspa`; `nil` when the set does not have it.
    public func sources(of aspa: ASPA) -> PayloadSources? {
        position(of: aspa, in: aspas).map { aspaRows[$0].sources }
    }

    /// All objects and exceptions that give `key`; `nil` when the set does not have it.
    public func sources(of key: RouterKey) -> PayloadSources? {
        position(of: key, in: routerKeys).map { routerKeyRows[$0].sources }
    }

    private func position<Payload: Comparable>(of payload: Payload, in payloads: [Payload]) -> Int? {
        var low = 0
        var high = payloads.count
        while low < high {
            let middle = (low + high) / 2
            if payloads[middle] < payload { low = middle + 1 } else { high = middle }
        }
        return low < payloads.count && payloads[low] == payload ? low : nil
    }
}

extension PayloadSet {
    /// The set without the payloads that can no longer be trusted at `date`, and how many those were.
    ///
    /// A payload is trusted through the second in which it expires; one that never expires is kept. A VRP or router key
    /// goes when all its sources have expired. A merged ASPA is removed when one of its objects has expired: what the
    /// others say alone is known only after validating them again.
    public func removingExpired(at date: Date) -> (set: PayloadSet, removed: PayloadCounts) {
        let now = UnixTime(date)
        var builder = PayloadSetBuilder(forRowsOf: self)
        func isCurrent(_ sources: PayloadSources) -> Bool { sources.expires.map { $0 >= now } ?? true }
        for row in vrpRows where isCurrent(row.sources) { builder.add(row.payload, sources: row.sources) }
        for row in aspaRows where isCurrent(row.sources) { builder.add(row.payload, sources: row.sources) }
        for row in routerKeyRows where isCurrent(row.sources) { builder.add(row.payload, sources: row.sources) }
        let set = builder.build()
        let kept = set.counts
        return (
            set,
            PayloadCounts(
                vrps: vrps.count - kept.vrps, aspas: aspas.count - kept.aspas,
                routerKeys: routerKeys.count - kept.routerKeys)
        )
    }
}
