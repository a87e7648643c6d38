import NumberResources
import SecurityEvents
import ValidatedPayloads

/// What an alert means for its owner: how bad it is, in one line, and what to do.
struct AlertAdvice {
    let alert: RouteAlert
    let own: OwnResources
    let payloads: OwnPayloads
    let paths: PathVerification
    /// Numbers that are not to be called.
    let bogons: Bogons
    /// Routes within the prefix concerned that are announced, or may be, by the configuration.
    let legitimate: [OwnPayloads.Pair]
    /// Whether no peer has the monitored prefix any more.
    let isLost: Bool
    /// What holds for its routes; `nil` where it has none.
    let assessment: RouteAssessment?
    /// The ASes that accept the offender's routes, and how many of them.
    let acceptedBy: [ASN: Int]

    var key: AlertKey {
        alert.key
    }

    /// The monitored prefix concerned.
    var prefix: IPPrefix? {
        if case .prefix(let prefix) = key.subject { prefix } else { nil }
    }

    /// The own ASes that may originate the prefix concerned.
    var origins: [ASN] {
        guard let prefix, let index = own.index(of: prefix) else { return own.configuration.asns }
        return own.prefixes[Int(index)].origins
    }

    /// The prefixes that others announce, a few of them.
    var announced: [IPPrefix] {
        alert.evidence.prefixes.isEmpty ? prefix.map { [$0] } ?? [] : alert.evidence.prefixes
    }

    /// Prefixes longer than these are not carried by most networks.
    static func longestCarried(_ family: AddressFamily) -> Int {
        family == .ipv4 ? 24 : 48
    }
}

extension AlertAdvice {
    var severity: EventSeverity {
        if alert.isDowngraded { return .low }
        switch key.alertClass {
        case .subPrefixOrigin:
            let isCarried = announced.contains { Int($0.length) <= AlertAdvice.longestCarried($0.family) }
            if !isCarried { return .medium }
            // Where origins are validated an invalid route is not taken; a more specific one is, by all others.
            return assessment?.originState == .invalid ? .high : .critical
        case .exactPrefixOrigin, .exactPrefixFirstHop, .subPrefixFirstHop, .squatting, .routeLeak,
            .trustAnchorMalfunction:
            return .high
        case .exactPrefixPath, .subPrefixPath, .aspaInvalid, .bogon, .feedSilent, .newPrefix, .notOurs,
            .pathPolicy:
            return .medium
        // All traffic for ours goes there once ours is gone.
        case .superPrefixOrigin: return isLost ? .high : .medium
        case .newDownstream, .roaMissing, .roaUnused, .upstreamLost: return .low
        case .tooManyAlerts: return .high
        case .rpkiInvalid, .moreSpecificThanROA:
            return prefix.map { alert.evidence.prefixes.contains($0) } ?? false ? .high : .medium
        case .newUpstream: return .low
        case .visibilityLost:
            let spread = alert.evidence.ipv4 ?? alert.evidence.ipv6
            return spread.map { $0.peers == 0 } ?? true ? .critical : .high
        case .roaExpiring: return .medium
        case .roaChanged: return key.offender.map(origins.contains) ?? false ? .high : .medium
        case .test: return .information
        }
    }

    var summary: String {
        let subject = prefix.map(\.description) ?? subjectText
        let offender = key.offender.map(\.description) ?? "a group of ASes"
        let sample = alert.evidence.prefixes.first.map(\.description) ?? subject
        let more = alert.evidence.prefixCount > 1 ? " and \(alert.evidence.prefixCount - 1) more" : ""
        switch key.alertClass {
        case .exactPrefixOrigin: return "\(offender) originates our prefix \(subject)"
        case .exactPrefixFirstHop: return "\(offender) announces \(subject) as if it were our neighbour"
        case .exactPrefixPath: return "path to \(subject) contains an unknown link at \(offender)"
        case .subPrefixOrigin: return "\(offender) originates \(sample)\(more) within our \(subject)"
        case .subPrefixFirstHop:
            return "\(offender) announces \(sample)\(more) within \(subject) as if it were our neighbour"
        case .subPrefixPath:
            return "path to \(sample)\(more) within \(subject) contains an unknown link at \(offender)"
        case .squatting: return "\(offender) originates \(sample)\(more), which no AS may announce (\(subject))"
        case .rpkiInvalid: return "our route to \(sample)\(more) is RPKI-invalid"
        case .moreSpecificThanROA: return "our route to \(sample)\(more) is more specific than our ROA allows"
        case .aspaInvalid: return "the path to \(sample)\(more) is ASPA-invalid; suspect \(offender)"
        case .routeLeak: return "\(offender) leaks \(sample)\(more)"
        case .newUpstream: return "\(offender) carries \(subject) as an unknown neighbour of ours"
        case .bogon: return "the route to \(sample)\(more) contains a reserved number or prefix: \(offender)"
        case .visibilityLost:
            let spread = alert.evidence.ipv4 ?? alert.evidence.ipv6
            let share = spread.map { ": \($0.peers) of \($0.of) peers have it" } ?? ""
            return "our prefix \(subject) has lost visibility\(share)"
        case .roaExpiring: return "the last ROA for \(subject) from \(offender) is about to expire"
        case .roaChanged:
            return origins.contains(key.offender ?? 0)
                ? "no ROA authorises \(offender) for \(subject) any more"
                : "a new ROA authorises \(offender), which is not configured, within \(subject)"
        case .superPrefixOrigin:
            return "\(offender) originates \(sample)\(more), which covers our prefix \(subject)"
        case .newPrefix:
            return
                "our \(offender) announces \(sample)\(more), a part of our \(subject) that watch.prefixes does not list"
        case .notOurs: return "our \(offender) announces \(sample)\(more), which watch.prefixes does not list"
        case .newDownstream: return "\(offender) is behind our \(subject), and is not known as a customer"
        case .roaMissing: return "our prefix \(subject) is announced by \(offender), and no ROA covers it"
        case .roaUnused: return "a ROA for \(offender) within \(subject) allows what has not been announced for long"
        case .pathPolicy:
            guard case .forbidden(let pattern) = assessment?.brokenRule else {
                return "the path to \(sample)\(more) by our neighbour \(offender) has nothing of watch.required-in-path"
            }
            return pattern.single == nil
                ? "the path to \(sample)\(more) matches the forbidden \"\(pattern)\": it has \(offender)"
                : "the path to \(sample)\(more) contains \(offender), which is forbidden there"
        case .upstreamLost: return "no peer has \(subject) by our upstream \(offender) any more"
        case .tooManyAlerts:
            return "too many alerts: \(alert.evidence.announcements) older or less severe ones were dropped"
        case .feedSilent: return "the feed \(subject) sends no messages any more"
        case .trustAnchorMalfunction: return "many of our VRPs of the trust anchor \(subject) disappeared together"
        case .test: return "test alert for \(subject)"
        }
    }

    private var subjectText: String {
        switch key.subject {
        case .prefix(let prefix): prefix.description
        case .asn(let asn): asn.description
        case .feed(let name), .trustAnchor(let name), .limit(let name): name
        }
    }
}
