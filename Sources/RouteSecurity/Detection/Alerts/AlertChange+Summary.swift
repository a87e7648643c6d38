import BGPMessages
import NumberResources
public import SecurityEvents

extension AlertChange {
    /// How much a recipient has to care: what is over is information.
    public var severity: EventSeverity {
        switch kind {
        case .dormant, .ended, .withdrawn: .information
        case .raised, .updated, .resumed, .reopened: alert.state == .active ? alert.severity : alert.standing
        }
    }

    /// What happened, in one line, with the figures of that moment.
    public var summary: String {
        switch kind {
        case .raised, .dormant, .ended, .withdrawn: alert.headline
        case .updated: alert.flaps == nil && alert.state == .active ? alert.update : alert.headline
        case .resumed, .reopened: "back again: " + alert.headline
        }
    }
}

extension RouteAlert {
    /// How severe it is as it stands: what is over is information.
    public var standing: EventSeverity {
        switch state {
        case .active: severity
        case .dormant: flaps == nil ? .information : severity
        case .ended, .withdrawn: .information
        }
    }

    /// How it stands, in one line, with the figures of that moment.
    public var headline: String {
        let isOver = state == .ended || state == .withdrawn
        if let flaps, !isOver {
            let time = DurationText(from: flaps.since, to: flaps.last)
            return "flaps, \(flaps.count) times in \(time): \(summary)"
        }
        switch state {
        case .active: return summary + (figures.map { ", \($0)" } ?? "")
        case .dormant: return gone(isEnded: false)
        case .ended: return gone(isEnded: true)
        case .withdrawn: return "withdrawn: \(summary)" + (reason.map { "; \($0)" } ?? "")
        }
    }

    /// What is new while it goes on.
    fileprivate var update: String {
        guard let before = peersBefore, before > 0, key.alertClass != .visibilityLost else { return headline }
        let now = campaign?.mostPeers ?? evidence.peersWithRoute
        if now * 2 <= before { return "recedes: \(headline), \(before) before" }
        return now > before ? "spreads: \(headline), \(before) before" : headline
    }

    /// `4 of 10 peers`; `nil` for what no peer has.
    private var figures: String? {
        guard key.alertClass != .visibilityLost, let spread else { return nil }
        return "\(spread.peers) of \(spread.of) peers"
    }

    private var spread: AlertEvidence.Spread? {
        let all = campaign?.members.compactMap(\.spread) ?? [evidence.ipv4, evidence.ipv6].compactMap { $0 }
        return all.max { $0.peers < $1.peers }
    }

    private var leastSpread: AlertEvidence.Spread? {
        let all = campaign?.members.compactMap(\.spread) ?? [evidence.ipv4, evidence.ipv6].compactMap { $0 }
        return all.min { $0.peers * $1.of < $1.peers * $0.of }
    }

    private func gone(isEnded: Bool) -> String {
        let lasted = DurationText(from: began ?? raised, to: gone ?? changed)
        let came = flaps.map { ", came and went \($0.count) times" } ?? ""
        if case .prefix(let own) = key.subject, key.alertClass == .visibilityLost {
            let prefix = campaign.map { "\($0.subjects) prefixes" } ?? own.description
            let share = leastSpread.map { ", \($0.peers) of \($0.of) peers" } ?? ""
            return isEnded
                ? "ended: \(prefix) \(campaign == nil ? "is" : "are") visible\(share), lost for \(lasted)\(came)"
                : "visible again: \(prefix)\(share), after \(lasted)"
        }
        if isEnded { return "ended: \(noun), lasted \(lasted)\(came)" }
        let peak = max(peakPeers ?? 0, peersBefore ?? 0)
        let had = peak > 0 ? ", no peer has it, \(peak) had" : ""
        return "gone: \(noun)\(had), after \(lasted)"
    }

    /// What it was about, for a sentence in which it is over.
    private var noun: String {
        let offender = key.offender.map(\.description) ?? "a group of ASes"
        guard case .prefix(let prefix) = key.subject else { return summary }
        let sample = evidence.prefixes.first ?? prefix
        var announced = "\(sample)" + (evidence.prefixCount > 1 ? " and \(evidence.prefixCount - 1) more" : "")
        if let campaign {
            if campaign.offenders > 1 { return summary }
            announced = "\(campaign.subjects) of our prefixes"
        }
        return switch key.alertClass {
        case .exactPrefixOrigin, .subPrefixOrigin: "hijack of \(announced) by \(offender)"
        case .exactPrefixFirstHop, .subPrefixFirstHop, .exactPrefixPath, .subPrefixPath:
            "forged path to \(announced) by \(offender)"
        case .squatting: "use of \(announced) by \(offender)"
        case .routeLeak: "leak of \(announced) by \(offender)"
        default: summary
        }
    }
}
