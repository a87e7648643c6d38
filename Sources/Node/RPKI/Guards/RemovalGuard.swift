package import ValidatedPayloads

/// Sees when a refresh takes away more of a trust anchor's VRPs than changes of the day do: a trust anchor or a large CA
/// that is broken looks like many networks giving up their ROAs simultaneously.
package struct RemovalGuard {
    package struct Finding: Hashable {
        /// Empty for payloads of which none names a trust anchor.
        package let trustAnchor: String
        package let removed: Int
        package let before: Int
        /// A few of what goes.
        package let examples: [String]

        var percent: Int { removed * 100 / max(1, before) }
    }

    /// Percent of a trust anchor's VRPs.
    let share: Int
    /// True if payloads of which none names a trust anchor count as those of one.
    private let countsUnnamed: Bool

    package init(share: Int, countsUnnamed: Bool = false) {
        self.share = share
        self.countsUnnamed = countsUnnamed
    }

    /// The trust anchors that lose more than the share from `old` to `new`, ordered by name.
    package func findings(from old: PayloadSet, to new: PayloadSet) -> [Finding] {
        let withdrawn = PayloadDelta(from: old, to: new).vrps.withdrawn
        guard !withdrawn.isEmpty else { return [] }
        var removed: [String: Int] = [:]
        for vrp in withdrawn {
            for name in RemovalGuard.anchors(old.sources(of: vrp)) { removed[name, default: 0] += 1 }
        }
        var before = RemovalGuard.counts(old)
        if countsUnnamed, before.isEmpty {
            (removed[""], before[""]) = (withdrawn.count, old.vrps.count)
        }
        return removed.sorted { $0.key < $1.key }.compactMap { name, count in
            let all = before[name] ?? count
            guard count * 100 > all * share else { return nil }
            let examples = withdrawn.lazy
                .filter { name.isEmpty || RemovalGuard.anchors(old.sources(of: $0)).contains(name) }
                .prefix(RemovalGuard.examples).map(\.words)
            return Finding(trustAnchor: name, removed: count, before: all, examples: Array(examples))
        }
    }

    private static let examples = 5

    /// The number of VRPs that each trust anchor gave.
    static func counts(_ payloads: PayloadSet) -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in payloads.vrpRows {
            for name in anchors(row.sources) { counts[name, default: 0] += 1 }
        }
        return counts
    }

    private static func anchors(_ sources: PayloadSources?) -> Set<String> {
        Set((sources ?? nil).map { $0.compactMap(\.trustAnchor) } ?? [])
    }
}
