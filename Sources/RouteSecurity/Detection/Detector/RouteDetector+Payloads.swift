import BGPMessages
import NumberResources
public import ValidatedPayloads

extension RouteDetector {
    /// Takes over newly validated payloads and looks at all routes again.
    public mutating func update(payloads set: PayloadSet) -> [AlertChange] {
        classifier = RouteClassifier(
            own: own, validator: RouteValidator(payloads: set, bogons: classifier.validator.bogons))
        if hasPayloads {
            let fresh = OwnPayloads(set, own, limit: limits.ownPayloads)
            compare(with: fresh)
            payloads = fresh
            checkROAs()
        } else {
            takeBaseline(of: set)
        }
        review(because: "the payloads that are valid now say otherwise")
        checkExpiry()
        return drain()
    }

    /// The first payloads say what is usual.
    mutating func takeBaseline(of set: PayloadSet) {
        hasPayloads = true
        payloads = OwnPayloads(set, own, limit: limits.ownPayloads)
        acceptPresent()
        checkExpiry()
    }

    /// What the payloads say now of own prefixes that were not configured before is what later ones are compared with.
    mutating func acceptPresent(notIn before: OwnResources? = nil) {
        authorised = authorised.filter { own.index(of: $0.prefix) != nil }.union(presentPairs())
        for (row, prefix) in unlisted() where before?.index(of: prefix) == nil { accepted.insert(row.content) }
    }

    private func presentPairs() -> Set<OwnPayloads.Pair> {
        var pairs: Set<OwnPayloads.Pair> = []
        for mine in own.prefixes {
            for origin in mine.origins where !payloads.authorising(mine.prefix, origin).isEmpty {
                pairs.insert(OwnPayloads.Pair(prefix: mine.prefix, origin: origin))
            }
        }
        return pairs
    }

    /// VRPs in own space for an AS that may not originate it, each with its own prefix. AS 0 says that nobody may.
    private func unlisted() -> [(row: OwnPayloads.Row, prefix: IPPrefix)] {
        payloads.rows.compactMap { row in
            guard let index = own.index(covering: row.prefix) else { return nil }
            let mine = own.prefixes[Int(index)]
            if mine.origins.contains(row.asn) || (mine.origins.isEmpty && row.asn == 0) { return nil }
            return (row, mine.prefix)
        }
    }

    /// Looks for trust anchors that lose many own VRPs at once, or have them again.
    private mutating func compare(with fresh: OwnPayloads) {
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
        for (anchor, count) in lost.sorted(by: { $0.key < $1.key }) where malfunctions[anchor] == nil {
            guard let all = before[anchor], count >= max(1, thresholds.trustAnchorLoss),
                Double(count) >= thresholds.trustAnchorLossShare * Double(all)
            else { continue }
            malfunctions[anchor] = all
            setCondition(AlertKey(.trustAnchorMalfunction, of: .trustAnchor(anchor)), true)
        }
        for (anchor, all) in malfunctions.sorted(by: { $0.key < $1.key })
        where Double(after[anchor, default: 0]) > (1 - thresholds.trustAnchorLossShare) * Double(all) {
            malfunctions[anchor] = nil
            setCondition(AlertKey(.trustAnchorMalfunction, of: .trustAnchor(anchor)), false)
        }
        forgiveMalfunctions(fresh)
    }

    /// What is lost by the fault of a trust anchor is no change of a ROA; whether it is lost is looked at once that works again.
    private mutating func forgiveMalfunctions(_ fresh: OwnPayloads) {
        for pair in authorised.sorted(by: { ($0.prefix, $0.origin) < ($1.prefix, $1.origin) })
        where fresh.authorising(pair.prefix, pair.origin).isEmpty {
            let rows = payloads.authorising(pair.prefix, pair.origin)
            let isForgiven =
                rows.isEmpty
                ? !malfunctions.isEmpty : rows.allSatisfy { $0.trustAnchor.map { malfunctions[$0] != nil } ?? false }
            if isForgiven { continue }
            authorised.remove(pair)
            setCondition(AlertKey(.roaChanged, of: .prefix(pair.prefix), by: pair.origin), true)
        }
    }

    /// Brings the alerts about changed ROAs in line with the ROAs.
    private mutating func checkROAs() {
        let present = presentPairs()
        authorised.formUnion(present)
        for pair in present.sorted(by: { ($0.prefix, $0.origin) < ($1.prefix, $1.origin) }) {
            setCondition(AlertKey(.roaChanged, of: .prefix(pair.prefix), by: pair.origin), false)
        }
        var strange: Set<AlertKey> = []
        for (row, prefix) in unlisted() where !accepted.contains(row.content) {
            let key = AlertKey(.roaChanged, of: .prefix(prefix), by: row.asn)
            if strange.insert(key).inserted { setCondition(key, true) }
        }
        for (key, slot) in incidentNumbers.sorted(by: { $0.value < $1.value })
        where key.alertClass == .roaChanged && incidents[slot]?.condition == true && !strange.contains(key) {
            guard case .prefix(let prefix) = key.subject, let index = own.index(of: prefix), let origin = key.offender
            else {
                setCondition(key, false, falseBecause: "the configuration no longer names the prefix")
                continue
            }
            // A ROA of ours that is gone stays gone until it is back.
            if own.prefixes[Int(index)].origins.contains(origin) { continue }
            setCondition(key, false)
        }
    }

    /// Looks which own routes are about to lose their last ROA.
    mutating func checkExpiry() {
        guard hasPayloads else { return }
        let present = wallNow.seconds
        var next: Int64?
        for mine in own.prefixes {
            for origin in mine.origins {
                let rows = payloads.authorising(mine.prefix, origin)
                let key = AlertKey(.roaExpiring, of: .prefix(mine.prefix), by: origin)
                guard !rows.isEmpty else {
                    setCondition(key, false)
                    continue
                }
                let notice = rows.map(noticeTime).max() ?? .max
                setCondition(key, notice <= present)
                if notice > present, notice < 1 << 40 { next = min(next ?? notice, notice) }
            }
        }
        if let next {
            let due = BGPTime(microseconds: (next * 1_000_000).addingClamped(ahead))
            deadlines.add(.payloads, at: max(due, now.adding(seconds: 1)))
        }
    }

    /// When it is time to say that a VRP is about to go, seconds since 1970.
    private func noticeTime(_ row: OwnPayloads.Row) -> Int64 {
        let certificate = thresholds.roaExpiryNotice > 0 ? row.notAfter : nil
        let payload = thresholds.payloadExpiryNotice > 0 ? row.expires : nil
        return min(
            (certificate ?? .max).addingClamped(-Int64(thresholds.roaExpiryNotice)),
            (payload ?? .max).addingClamped(-Int64(thresholds.payloadExpiryNotice)))
    }
}
