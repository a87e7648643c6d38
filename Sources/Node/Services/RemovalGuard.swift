package import ValidatedPayloads

/// Sees when a refresh takes away more of a trust anchor's VRPs than changes of the day do: a trust anchor or a large CA
/// that is broken looks like many networks giving up their ROAs at once.
package struct RemovalGuard {
    package struct Finding: Hashable {
        /// Empty for payloads of which none names a trust anchor.
        package let trustAnchor: String
        package let removed: Int
        package let before: Int

        var percent: Int { removed * 100 / max(1, before) }
    }

    /// Percent of a trust anchor's VRPs.
    let share: Int
    /// Whether payloads of which none names a trust anchor count as those of one.
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
        var before: [String: Int] = [:]
        for row in old.vrpRows {
            for name in RemovalGuard.anchors(row.sources) { before[name, default: 0] += 1 }
        }
        if countsUnnamed, before.isEmpty {
            (removed[""], before[""]) = (withdrawn.count, old.vrps.count)
        }
        return removed.sorted { $0.key < $1.key }.compactMap { name, count in
            let all = before[name] ?? count
            return count * 100 > all * share ? Finding(trustAnchor: name, removed: count, before: all) : nil
        }
    }

    private static func anchors(_ sources: PayloadSources?) -> Set<String> {
        Set((sources ?? nil).map { $0.compactMap(\.trustAnchor) } ?? [])
    }
}
