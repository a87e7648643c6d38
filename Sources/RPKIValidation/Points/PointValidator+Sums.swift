internal import RPKIObjects
internal import ValidatedPayloads

extension PointValidator {
    /// Counts the payload that was added last, and drops it when the CA has too many: they are not held only to be
    /// refused.
    func bound(_ outcome: inout PointOutcome, _ sums: inout PayloadCounts) {
        guard let last = outcome.payloads.last?.payload, outcome.payloads.count > outcome.counted else { return }
        let kind = last.kind
        sums[kind] += last.count
        if sums[kind] > limits.authorityPayloads[kind] { outcome.payloads.removeLast() }
        outcome.counted = outcome.payloads.count
    }

    /// Refuses the payloads of a kind of which the CA has more than its limit.
    func refusePayloads(_ outcome: inout PointOutcome, _ sums: PayloadCounts, of record: PointRecord) {
        for kind in PayloadSums.Kind.allCases {
            let limit = kind.limits.authority
            let allowed = limits[keyPath: limit.path]
            let sum = sums[kind]
            guard sum > allowed else { continue }
            outcome.payloads.removeAll { $0.payload.kind == kind }
            outcome.rejections.append(
                Rejection(
                    uri: record.manifest, hash: record.manifestHash, level: .rejected,
                    error: .limit(limit, "ignored \(sum) \(kind.name) of one CA, because \(allowed) are allowed")))
        }
    }
}
