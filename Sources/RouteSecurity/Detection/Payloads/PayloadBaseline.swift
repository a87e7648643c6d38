import BGPMessages
import NumberResources
import ValidatedPayloads

/// The VRPs of own space as they are and as they are usual, and what a change of them means.
struct PayloadBaseline: Sendable {
    /// What of it outlives a restart.
    struct Memory: Hashable, Sendable {
        var isKnown: Bool
        var rows: [OwnPayloads.Row]
        var authorised: [OwnPayloads.Pair]
        var accepted: [OwnPayloads.Row]
        var malfunctions: [String: Int]
    }

    private let limits: DetectionLimits
    /// The payloads that were taken over last.
    private(set) var payloads = OwnPayloads()
    /// Whether there were any payloads yet.
    private(set) var isKnown = false
    /// Our routes that had a ROA.
    private var authorised: Set<OwnPayloads.Pair> = []
    /// VRPs for others in own space that were there from the beginning.
    private var accepted: Set<OwnPayloads.Row> = []
    /// Trust anchors that lost own VRPs, with the number that they had.
    private var malfunctions: [String: Int] = [:]

    init(limits: DetectionLimits) {
        self.limits = limits
    }

    /// Goes on after a restart.
    init(_ memory: Memory, _ own: OwnResources, limits: DetectionLimits) {
        self.limits = limits
        isKnown = memory.isKnown
        payloads = OwnPayloads(Array(memory.rows.prefix(limits.ownPayloads))).within(own)
        authorised = Set(memory.authorised.filter { own.index(of: $0.prefix) != nil })
        accepted = Set(memory.accepted.prefix(limits.ownPayloads))
        malfunctions = memory.malfunctions
    }

    var memory: Memory {
        Memory(
            isKnown: isKnown, rows: payloads.rows, authorised: authorised.inOrder,
            accepted: accepted.sorted { ($0.prefix, $0.asn, $0.maxLength) < ($1.prefix, $1.asn, $1.maxLength) },
            malfunctions: malfunctions)
    }

    /// The first payloads are the baseline.
    mutating func begin(with set: PayloadSet, _ own: OwnResources) {
        isKnown = true
        payloads = OwnPayloads(set, own, limit: limits.ownPayloads)
        acceptPresent(own)
    }

    /// Keeps what has to do with the monitored prefixes that are configured now.
    mutating func narrow(to own: OwnResources) {
        if isKnown { payloads = payloads.within(own) }
    }

    /// What the payloads say now of monitored prefixes that were not configured before is what later ones are compared with.
    mutating func acceptPresent(_ own: OwnResources, notIn before: OwnResources? = nil) {
        authorised = authorised.filter { own.index(of: $0.prefix) != nil }.union(presentPairs(own))
        for (row, prefix) in unlisted(own) where before?.index(of: prefix) == nil { accepted.insert(row.content) }
    }

    /// Our routes that have a ROA.
    private func presentPairs(_ own: OwnResources) -> Set<OwnPayloads.Pair> {
        var pairs: Set<OwnPayloads.Pair> = []
        for mine in own.prefixes {
            for origin in mine.origins where !payloads.authorising(mine.prefix, origin).isEmpty {
                pairs.insert(OwnPayloads.Pair(prefix: mine.prefix, origin: origin))
            }
        }
        return pairs
    }

    /// VRPs in our space for an AS that may not originate it, each with its monitored prefix.
    private func unlisted(_ own: OwnResources) -> [(row: OwnPayloads.Row, prefix: IPPrefix)] {
        payloads.rows.compactMap { row in
            guard let index = own.index(covering: row.prefix) else { return nil }
            let mine = own.prefixes[Int(index)]
            if mine.origins.contains(row.asn) || (mine.origins.isEmpty && row.asn == 0) { return nil }
            return (row, mine.prefix)
        }
    }
}

extension PayloadBaseline {
    /// The rows of newly validated payloads for our space.
    func rows(of set: PayloadSet, _ own: OwnResources) -> OwnPayloads {
        OwnPayloads(set, own, limit: limits.ownPayloads)
    }

    /// Looks for trust anchors that lose many own VRPs together, or have them again, and for our routes that lose their ROAs
    /// without that.
    ///
    /// - Returns: what follows, in order.
    mutating func compare(with fresh: OwnPayloads, _ thresholds: DetectionThresholds) -> [AlertCondition] {
        let present = Set(fresh.rows.map(\.content))
        var before: [String: Int] = [:]
        var lost: [String: Int] = [:]
        for row in payloads.rows {
            guard let anchor = row.trustAnchor else { continue }
            before[anchor, default: 0] += 1
            if !present.contains(row.content) { lost[anchor, default: 0] += 1 }
        }
        var after: [String: Int] = [:]
        for row in fresh.rows { if let anchor = row.trustAnchor { after[anchor, default: 0] += 1 } }
        var conditions: [AlertCondition] = []
        for (anchor, count) in lost.sorted(by: { $0.key < $1.key }) where malfunctions[anchor] == nil {
            guard let all = before[anchor], count >= max(1, thresholds.trustAnchorLoss),
                Double(count) >= thresholds.trustAnchorLossShare * Double(all)
            else { continue }
            malfunctions[anchor] = all
            conditions.append(AlertCondition(AlertKey(.trustAnchorMalfunction, of: .trustAnchor(anchor)), true))
        }
        for (anchor, all) in malfunctions.sorted(by: { $0.key < $1.key })
        where Double(after[anchor, default: 0]) > (1 - thresholds.trustAnchorLossShare) * Double(all) {
            malfunctions[anchor] = nil
            conditions.append(AlertCondition(AlertKey(.trustAnchorMalfunction, of: .trustAnchor(anchor)), false))
        }
        return conditions + lostRoutes(fresh)
    }

    /// What is lost by the fault of a trust anchor is not a change of a ROA; it is checked when the trust anchor works again.
    private mutating func lostRoutes(_ fresh: OwnPayloads) -> [AlertCondition] {
        var conditions: [AlertCondition] = []
        for pair in authorised.inOrder where fresh.authorising(pair.prefix, pair.origin).isEmpty {
            let rows = payloads.authorising(pair.prefix, pair.origin)
            let isForgiven =
                rows.isEmpty
                ? !malfunctions.isEmpty : rows.allSatisfy { $0.trustAnchor.map { malfunctions[$0] != nil } ?? false }
            if isForgiven { continue }
            authorised.remove(pair)
            conditions.append(AlertCondition(pair.key, true))
        }
        return conditions
    }

    /// Takes newly validated payloads over.
    ///
    /// - Returns: what follows for changed ROAs, in order.
    mutating func take(_ fresh: OwnPayloads, _ own: OwnResources) -> [AlertCondition] {
        payloads = fresh
        let present = presentPairs(own)
        authorised.formUnion(present)
        var conditions = present.inOrder.map { AlertCondition($0.key, false) }
        var strange: Set<AlertKey> = []
        for key in strangers(own) where strange.insert(key).inserted { conditions.append(AlertCondition(key, true)) }
        return conditions
    }

    /// What alerts about new ROAs for ASes that are not configured are about, in the order of the rows.
    private func strangers(_ own: OwnResources) -> [AlertKey] {
        unlisted(own).filter { !accepted.contains($0.row.content) }
            .map { AlertKey(.roaChanged, of: .prefix($0.prefix), by: $0.row.asn) }
    }

    /// Of the alerts about changed ROAs that hold, those that hold no longer.
    ///
    /// - Returns: each in its order, and whether its prefix is still configured.
    func outdated(_ keys: [AlertKey], _ own: OwnResources) -> [(key: AlertKey, isConfigured: Bool)] {
        let strange = Set(strangers(own))
        return keys.filter { !strange.contains($0) }.compactMap { key in
            guard case .prefix(let prefix) = key.subject, let index = own.index(of: prefix), let origin = key.offender
            else { return (key, false) }
            // A ROA of ours that is gone stays gone until it is back.
            return own.prefixes[Int(index)].origins.contains(origin) ? nil : (key, true)
        }
    }
}

extension PayloadBaseline {
    /// Which our routes are about to lose their last ROA.
    ///
    /// - Parameter present: Seconds since 1970, by the operator's clock.
    /// - Returns: what follows, in order, and when it is to be looked at again.
    func expiring(
        _ own: OwnResources, at present: Int64, _ thresholds: DetectionThresholds
    ) -> (conditions: [AlertCondition], next: Int64?) {
        var conditions: [AlertCondition] = []
        var next: Int64?
        for mine in own.prefixes {
            for origin in mine.origins {
                let rows = payloads.authorising(mine.prefix, origin)
                let key = AlertKey(.roaExpiring, of: .prefix(mine.prefix), by: origin)
                guard let notice = rows.map({ $0.noticeTime(thresholds) }).max() else {
                    conditions.append(AlertCondition(key, false))
                    continue
                }
                conditions.append(AlertCondition(key, notice <= present))
                if notice > present, notice < 1 << 40 { next = min(next ?? notice, notice) }
            }
        }
        return (conditions, next)
    }
}

extension OwnPayloads.Row {
    /// When the coming end of a VRP is to be reported, seconds since 1970.
    fileprivate func noticeTime(_ thresholds: DetectionThresholds) -> Int64 {
        let certificate = thresholds.roaExpiryNotice > 0 ? notAfter : nil
        let payload = thresholds.payloadExpiryNotice > 0 ? expires : nil
        return min(
            (certificate ?? .max).addingClamped(-Int64(thresholds.roaExpiryNotice)),
            (payload ?? .max).addingClamped(-Int64(thresholds.payloadExpiryNotice)))
    }
}

extension OwnPayloads.Pair {
    /// What an alert that its ROA is gone is about.
    fileprivate var key: AlertKey {
        AlertKey(.roaChanged, of: .prefix(prefix), by: origin)
    }
}

extension Set<OwnPayloads.Pair> {
    fileprivate var inOrder: [OwnPayloads.Pair] {
        sorted { ($0.prefix, $0.origin) < ($1.prefix, $1.origin) }
    }
}

extension OwnPayloads {
    /// Those that have to do with other monitored prefixes. What only they concern comes with the next payloads.
    func within(_ own: OwnResources) -> OwnPayloads {
        OwnPayloads(
            rows.filter { own.index(covering: $0.prefix) != nil || !own.table.covered(by: $0.prefix).isEmpty })
    }
}
