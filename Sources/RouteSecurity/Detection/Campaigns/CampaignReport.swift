import BGPMessages
import NumberResources
import SecurityEvents

/// What one alert says of several incidents.
struct CampaignReport {
    let shown: AlertCampaign
    /// One line for people.
    let summary: String
    /// That of the worst of the others.
    let severity: EventSeverity
    /// Prefixes that are announced, a sample.
    let announced: [IPPrefix]

    /// - Parameters:
    ///   - first: The alert that speaks of all.
    ///   - isOwnActive: Whether what it would say alone is still so.
    init(_ first: RouteAlert, _ others: [RouteAlert], isOwnActive: Bool, _ limits: DetectionLimits) {
        var own = first
        // It is active as long as one of them is.
        own.state = isOwnActive ? .active : .dormant
        let all = [own] + others
        let isOver = { (alert: RouteAlert) in alert.state != .active }
        severity = others.filter { !isOver($0) }.map(\.severity).max() ?? others.map(\.severity).max() ?? first.severity
        var prefixes: [IPPrefix] = []
        for alert in all where prefixes.count < limits.evidenceSamples {
            let sample = alert.evidence.prefixes.prefix(limits.evidenceSamples - prefixes.count)
            prefixes += sample.filter { !prefixes.contains($0) }
        }
        announced = prefixes
        let sorted = all.enumerated().map { offset, alert in
            (severity: alert.severity, name: alert.key.subject.description, offset: offset)
        }.sorted { ($1.severity, $0.name, $0.offset) < ($0.severity, $1.name, $1.offset) }
        let subjects = Set(all.map(\.key.subject)).map(\.description).sorted()
        let offenders = Set(all.compactMap(\.key.offender)).sorted()
        shown = AlertCampaign(
            members: sorted.prefix(limits.campaignMembers).map { AlertCampaign.Member(all[$0.offset]) },
            count: all.count, active: all.count { !isOver($0) }, subjects: subjects.count, offenders: offenders.count)
        summary = CampaignReport.summary(first.key, all, subjects.count, offenders)
    }

    private static func summary(_ key: AlertKey, _ all: [RouteAlert], _ subjects: Int, _ offenders: [ASN]) -> String {
        let names = all.compactMap { alert -> IPPrefix? in
            if case .prefix(let prefix) = alert.key.subject { prefix } else { nil }
        }
        var distinct: [IPPrefix] = []
        for name in names where distinct.count < 3 && !distinct.contains(name) { distinct.append(name) }
        let list = distinct.map(\.description).joined(separator: ", ") + (subjects > distinct.count ? ", …" : "")
        let announced = Set(all.flatMap(\.evidence.prefixes)).count
        let ours = "\(subjects) of our prefixes (\(list))"
        let who = offenders.count == 1 ? "\(offenders[0])" : "\(offenders.count) ASes"
        switch key.alertClass {
        case .exactPrefixOrigin, .subPrefixOrigin, .squatting:
            return "\(who) originates \(announced) prefixes within \(ours)"
        case .exactPrefixFirstHop, .subPrefixFirstHop, .newUpstream:
            let sample = offenders.prefix(3).map(\.description).joined(separator: ", ")
            return offenders.count == 1
                ? "\(who) announces \(ours) as if it were our neighbour"
                : "\(who) that are not configured as neighbours announce \(ours): \(sample)"
                    + (offenders.count > 3 ? ", …" : "")
        case .exactPrefixPath, .subPrefixPath: return "paths to \(ours) contain an unknown link at \(who)"
        case .routeLeak: return "\(who) leaks \(subjects > 1 ? ours : "routes to \(list)")"
        case .visibilityLost:
            let spreads = all.compactMap { $0.evidence.ipv4 ?? $0.evidence.ipv6 }
            let least = spreads.min { $0.peers * $1.of < $1.peers * $0.of }
            return "\(ours) have lost their visibility"
                + (least.map { ": down to \($0.peers) of \($0.of) peers" } ?? "")
        default: return "\(all[0].summary), and \(all.count - 1) more of the kind"
        }
    }
}

extension AlertCampaign.Member {
    init(_ alert: RouteAlert) {
        subject = alert.key.subject
        alertClass = alert.key.alertClass
        offender = alert.key.offender
        first = alert.evidence.firstSeen
        last = alert.evidence.lastSeen
        spread = alert.evidence.ipv4 ?? alert.evidence.ipv6
        validity = alert.evidence.findings["rpki"].map { "rpki \($0)" }
        isActive = alert.state == .active
    }
}
