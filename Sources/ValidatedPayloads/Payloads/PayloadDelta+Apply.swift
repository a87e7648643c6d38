/// The reason why a difference does not fit a set.
public enum PayloadDeltaError: Error, Hashable, Sendable {
    /// A payload to withdraw is not in the set.
    case withdrawalOfUnknown
    /// A payload to announce is in the set already.
    case announcementOfKnown
}

extension PayloadSet {
    /// The set that `delta` leads to from this one. Payloads that stay keep their sources.
    ///
    /// - Parameter source: Where the announced payloads come from.
    /// - Throws: When the difference was not taken from a set with this content.
    public func applying(_ delta: PayloadDelta, source: PayloadSource) throws(PayloadDeltaError) -> PayloadSet {
        var builder = PayloadSetBuilder(forRowsOf: self)
        let id = builder.source(source)
        let kept = try (
            remaining(vrps, delta.vrps), remaining(aspas, delta.aspas), remaining(routerKeys, delta.routerKeys)
        )
        for position in kept.0 { builder.add(vrps[position], sources: vrpRows[position].sources) }
        for position in kept.1 { builder.add(aspas[position], sources: aspaRows[position].sources) }
        for position in kept.2 { builder.add(routerKeys[position], sources: routerKeyRows[position].sources) }
        for vrp in delta.vrps.announced { builder.add(vrp, source: id) }
        for aspa in delta.aspas.announced { builder.add(aspa, source: id) }
        for key in delta.routerKeys.announced { builder.add(key, source: id) }
        return builder.build()
    }

    /// The positions of what `change` does not withdraw.
    private func remaining<Payload: Comparable>(
        _ payloads: [Payload], _ change: PayloadDelta.Change<Payload>
    ) throws(PayloadDeltaError) -> [Int] {
        let withdrawn = Set(change.withdrawn)
        let kept = payloads.indices.filter { !withdrawn.contains(payloads[$0]) }
        guard payloads.count - kept.count == withdrawn.count else { throw .withdrawalOfUnknown }
        let announced = Set(change.announced)
        guard kept.allSatisfy({ !announced.contains(payloads[$0]) }) else { throw .announcementOfKnown }
        return kept
    }
}
