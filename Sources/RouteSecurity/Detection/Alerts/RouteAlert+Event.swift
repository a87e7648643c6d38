import BGPMessages
import NumberResources
public import SecurityEvents

extension AlertClass {
    /// Class and type of the Reference Security Incident Taxonomy, which has none for routes; `Docs/Routes.md` says why each.
    public var incidentType: IncidentType {
        switch self {
        // Traffic reaches a network that it is not for.
        case .exactPrefixOrigin, .subPrefixOrigin: .unauthorisedInformationAccess
        // A network pretends to be us, or a neighbour of ours.
        case .exactPrefixFirstHop, .exactPrefixPath, .subPrefixFirstHop, .subPrefixPath: .masquerade
        // Number resources are used by a network that does not hold them.
        case .squatting: .unauthorisedUseOfResources
        // A policy or a ROA is not as it should be, and reachability suffers.
        case .rpkiInvalid, .moreSpecificThanROA, .aspaInvalid, .routeLeak, .bogon, .roaExpiring, .roaChanged:
            .misconfiguration
        case .visibilityLost, .feedSilent, .trustAnchorMalfunction: .outage
        // It may be on purpose.
        case .newUpstream: .undetermined
        case .test: .test
        }
    }
}

extension AlertChange {
    /// The change as an event to keep and to pass on: that of the alert, with what happened to it.
    public func event(source: EventSource, tlp: TrafficLight = .amber) -> SecurityEvent {
        var event = alert.event(source: source, tlp: tlp)
        event.severity = severity
        event.summary = summary
        event.attributes["change"] = kind.rawValue
        return event
    }
}

extension RouteAlert {
    /// The alert as an event to keep and to pass on. The same alert is the same event in every state.
    ///
    /// - Parameter source: Who says so: this node.
    public func event(source: EventSource, tlp: TrafficLight = .amber) -> SecurityEvent {
        func time(_ time: BGPTime) -> EventTime { EventTime(microseconds: time.microseconds) }
        var event = SecurityEvent(
            key.alertClass.incidentType, identifier: key.alertClass.rawValue, subjects: subjects, occurrence: id,
            source: source, tlp: tlp, observed: time(min(evidence.firstSeen, raised)),
            lastObserved: time(max(evidence.lastSeen, evidence.firstSeen)), reported: time(changed),
            severity: standing, summary: headline)
        for peer in evidence.peers {
            event.evidence.append(
                EventEvidence(
                    kind: "route", value: "\(peer.prefix) \(peer.path)", time: time(peer.lastSeen),
                    origin: "\(peer.feed) \(peer.address) \(peer.asn)"))
        }
        for roa in evidence.roas {
            event.evidence.append(
                EventEvidence(
                    kind: "roa", value: "\(roa.prefix)-\(roa.maxLength) \(roa.asn)",
                    time: roa.notBefore.map { EventTime(microseconds: Int64(clamping: $0) * 1_000_000) },
                    origin: roa.source ?? roa.trustAnchor))
        }
        event.attributes = attributes
        return event
    }

    private var subjects: [EventSubject] {
        var subjects: [EventSubject] = []
        switch key.subject {
        case .prefix(let prefix): subjects.append(EventSubject(.prefix(prefix), .target))
        case .asn(let asn): subjects.append(EventSubject(.asn(asn), .target))
        case .feed(let name): subjects.append(EventSubject(.device(.init(name: name)), .target))
        case .trustAnchor(let name): subjects.append(EventSubject(.device(.init(name: name)), .target))
        }
        if let offender = key.offender { subjects.append(EventSubject(.asn(offender), .source)) }
        return subjects
    }

    private var attributes: [String: String] {
        var attributes = [
            "alert": id, "state": state.rawValue, "peers": String(evidence.peersWithRoute),
            "peersSeen": String(evidence.peerCount), "prefixes": String(evidence.prefixCount),
        ]
        for (name, spread) in [("spreadIPv4", evidence.ipv4), ("spreadIPv6", evidence.ipv6)] {
            attributes[name] = spread.map { "\($0.peers)/\($0.of)" }
        }
        for (name, value) in evidence.findings { attributes["finding.\(name)"] = value }
        if !evidence.prefixes.isEmpty {
            attributes["announced"] = evidence.prefixes.map(\.description).joined(separator: " ")
        }
        for (index, action) in actions.prefix(16).enumerated() { attributes["action.\(index + 1)"] = action.text }
        if reopened > 0 { attributes["reopened"] = String(reopened) }
        if let gone { attributes["gone"] = EventTime(microseconds: gone.microseconds).description }
        if let confidence {
            attributes["confidence"] = confidence.level.rawValue
            attributes["confidence.reasons"] = confidence.reasons.joined(separator: "; ")
        }
        if let campaign {
            attributes["campaign"] = String(campaign.count)
            attributes["campaign.active"] = String(campaign.active)
            for (index, member) in campaign.members.enumerated() {
                attributes["campaign.\(index + 1)"] = member.description
            }
        }
        if let flaps { attributes["flaps"] = String(flaps.count) }
        if isDowngraded { attributes["downgraded"] = "true" }
        attributes["reason"] = reason
        return attributes
    }
}
