internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents
internal import TextFormats
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// An alert in words, for people.
struct AlertText {
    private let alert: RouteAlert
    /// The event, or the state of the alert.
    private let headline: String
    private let severity: EventSeverity
    /// The external address of the console; `nil` where it has none.
    private let console: String?

    /// The most of each kind of evidence that is written out.
    private static let samples = 10

    /// An alert as it stands.
    init(_ alert: RouteAlert, console: String? = nil) {
        self.alert = alert
        self.console = console
        headline = alert.headline
        severity = alert.standing
    }

    /// The text for a change of an alert.
    init(_ change: AlertChange, console: String? = nil) {
        alert = change.alert
        self.console = console
        headline = change.summary
        severity = change.severity
    }

    /// Where the console shows an alert.
    static func link(to alert: RouteAlert, at console: String) -> String { "\(console)/alerts/\(alert.id)" }

    var text: String {
        var lines = [headline, ""]
        lines += facts
        lines += campaign
        lines += evidence
        lines += actions
        return lines.joined(separator: "\n")
    }

    private var facts: [String] {
        var facts = [
            ("Class", alert.key.alertClass.rawValue),
            (
                "Severity",
                severity.rawValue + (severity == alert.severity ? "" : " (was \(alert.severity.rawValue))")
            ),
            ("About", "\(alert.key.subject)"),
        ]
        if let offender = alert.key.offender { facts.append(("By", "\(offender)")) }
        facts.append(("State", "\(alert.state.rawValue) since \(AlertText.time(alert.changed))"))
        facts.append(("Raised", AlertText.time(alert.raised)))
        if let confidence = alert.confidence {
            facts.append(
                ("Confidence", confidence.level.rawValue + ": " + confidence.reasons.joined(separator: "; ")))
        }
        if let gone = alert.gone { facts.append(("Gone", AlertText.time(gone))) }
        if let ended = alert.ended { facts.append(("Ended", AlertText.time(ended))) }
        if alert.reopened > 0 { facts.append(("Came back", "\(alert.reopened) times")) }
        if alert.isDowngraded { facts.append(("Downgraded", "a VRP validates its routes")) }
        if let reason = alert.reason { facts.append(("Reason", reason)) }
        facts.append(("Alert", alert.id))
        if let console { facts.append(("Console", AlertText.link(to: alert, at: console))) }
        return facts.map { name, value in
            name + ":" + String(repeating: " ", count: max(1, 12 - name.count)) + value
        }
    }

    /// A line for each incident of several.
    private var campaign: [String] {
        guard let campaign = alert.campaign else { return [] }
        let rest = campaign.count - campaign.members.count
        return ["", "Incidents: \(campaign.count), of which \(campaign.active) go on:"]
            + campaign.members.map {
                "  \(AlertText.time($0.first)) to \(AlertText.time($0.last)), \($0.description)"
            } + (rest > 0 ? ["  and \(rest) more"] : [])
    }

    private var evidence: [String] {
        let evidence = alert.evidence
        var lines: [String] = []
        for (family, spread) in [("IPv4", evidence.ipv4), ("IPv6", evidence.ipv6)] {
            guard let spread, spread.of > 0 else { continue }
            lines.append(
                "\(family): \(spread.peers) of \(spread.of) peers \(spread.fullTable ? "with a full table " : "")have it"
            )
        }
        if evidence.prefixCount > 0 {
            lines.append("Announced: " + AlertText.list(evidence.prefixes.map(\.description), of: evidence.prefixCount))
        }
        for peer in evidence.peers.prefix(AlertText.samples) {
            lines.append(
                "  \(AlertText.time(peer.firstSeen)) to \(AlertText.time(peer.lastSeen)), \(peer.feed), peer \(peer.asn) "
                    + "\(peer.address): \(peer.prefix) by \(peer.path.isEmpty ? "an empty path" : peer.path)"
                    + (peer.hasRoute ? "" : ", gone"))
        }
        if evidence.peerCount > min(evidence.peers.count, AlertText.samples) {
            lines.append("  and \(evidence.peerCount - min(evidence.peers.count, AlertText.samples)) more peers")
        }
        for roa in evidence.roas.prefix(AlertText.samples) {
            var line = "ROA: \(roa.asn) \(roa.prefix)-\(roa.maxLength)"
            if let anchor = roa.trustAnchor { line += ", \(anchor)" }
            if let source = roa.source { line += ", \(source)" }
            if let since = roa.notBefore { line += ", since \(AlertText.time(seconds: since))" }
            if let expires = roa.expires { line += ", until \(AlertText.time(seconds: expires))" }
            lines.append(line)
        }
        for (name, value) in evidence.findings.sorted(by: { $0.key < $1.key }) { lines.append("\(name): \(value)") }
        return lines.isEmpty ? [] : [""] + lines
    }

    private var actions: [String] {
        guard !alert.actions.isEmpty else { return [] }
        return ["", "What to do:"] + alert.actions.enumerated().map { "  \($0.offset + 1). \($0.element.text)" }
    }

    private static func list(_ words: [String], of count: Int) -> String {
        let shown = words.prefix(samples)
        return shown.joined(separator: ", ") + (count > shown.count ? " and \(count - shown.count) more" : "")
    }

    static func time(_ time: BGPTime) -> String {
        "\(RFC3339(time.date))"
    }

    private static func time(seconds: Int64) -> String {
        "\(RFC3339(Date(timeIntervalSince1970: Double(seconds))))"
    }
}
