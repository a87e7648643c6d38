internal import ValidatedPayloads

extension PayloadDelta {
    /// This difference followed by `next`; what the one announces and the other withdraws cancels out.
    func merging(_ next: PayloadDelta) -> PayloadDelta {
        var merged = PayloadDelta()
        merged.vrps = PayloadDelta.merge(vrps, next.vrps)
        merged.aspas = PayloadDelta.merge(aspas, next.aspas)
        merged.routerKeys = PayloadDelta.merge(routerKeys, next.routerKeys)
        return merged
    }

    /// The number of payloads that it announces and withdraws.
    var rowCount: Int {
        vrps.announced.count + vrps.withdrawn.count + aspas.announced.count + aspas.withdrawn.count
            + routerKeys.announced.count + routerKeys.withdrawn.count
    }

    private static func merge<Payload: Comparable & Hashable>(
        _ first: Change<Payload>, _ second: Change<Payload>
    ) -> Change<Payload> {
        if first.isEmpty { return second }
        if second.isEmpty { return first }
        var announced = Set(first.announced)
        var withdrawn = Set(first.withdrawn)
        for payload in second.withdrawn where announced.remove(payload) == nil { withdrawn.insert(payload) }
        for payload in second.announced where withdrawn.remove(payload) == nil { announced.insert(payload) }
        var merged = Change<Payload>()
        merged.announced = announced.sorted()
        merged.withdrawn = withdrawn.sorted()
        return merged
    }
}
