internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents

extension IncidentEvent {
    /// The incidents of a detection event: one for each AS that is its source; none if it is of another kind, was found
    /// to be false, or is a hijack that a VRP validates.
    ///
    /// Hijacks of every class and squatting are M2, leaks and paths that ASPAs deny M1. A bogon is M3, or M4 where the event
    /// names no prefix that is one.
    static func events(of event: SecurityEvent, bogons: Bogons) -> [IncidentEvent] {
        let state = event.attributes["state"].flatMap(RouteAlert.State.init)
        guard state != .withdrawn, let alertClass = event.identifier.flatMap(AlertClass.init),
            let metric = metric(of: alertClass, event, bogons),
            metric != .hijack || event.attributes["downgraded"] != "true"
        else { return [] }
        let prefix = event.subjects.lazy.compactMap { subject -> IPPrefix? in
            if case .prefix(let prefix) = subject.value { prefix } else { nil }
        }.first
        let identity = event.identity
        return event.subjects.compactMap { subject in
            guard subject.role == .source, case .asn(let asn) = subject.value else { return nil }
            return IncidentEvent(
                metric: metric, asn: asn, start: BGPTime(microseconds: event.observed.microseconds),
                end: BGPTime(microseconds: (event.lastObserved ?? event.observed).microseconds),
                isOpen: state == .active, prefix: prefix, source: .event(identity))
        }
    }

    private static func metric(
        of alertClass: AlertClass, _ event: SecurityEvent, _ bogons: Bogons
    ) -> IncidentMetric? {
        switch alertClass {
        case .exactPrefixOrigin, .exactPrefixFirstHop, .exactPrefixPath, .subPrefixOrigin, .subPrefixFirstHop,
            .subPrefixPath, .squatting:
            return .hijack
        case .routeLeak, .aspaInvalid:
            return .leak
        case .bogon:
            let hasBogonPrefix = event.subjects.contains { subject in
                guard case .prefix(let prefix) = subject.value else { return false }
                return !bogons.classes(of: prefix).isDisjoint(with: [.martian, .unallocated])
            }
            return hasBogonPrefix ? .bogonPrefix : .bogonASN
        case .rpkiInvalid, .moreSpecificThanROA, .newUpstream, .visibilityLost, .roaExpiring, .roaChanged, .feedSilent,
            .trustAnchorMalfunction, .superPrefixOrigin, .newPrefix, .notOurs, .newDownstream, .roaMissing, .roaUnused,
            .tooManyAlerts, .pathPolicy, .upstreamLost, .test:
            return nil
        }
    }
}
