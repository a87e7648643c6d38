public import BGPMessages
public import NumberResources

/// Events of one metric and network that share a time span, counted as one (MANRS measurement framework, "Consolidation of
/// Multiple Events").
public struct RoutingIncident: Hashable, Sendable {
    public let metric: IncidentMetric
    public let asn: ASN
    public let start: BGPTime
    public let end: BGPTime
    /// True if it was still so when the data ended.
    public let isOpen: Bool
    /// In canonical order; at least one.
    public let events: [IncidentEvent]

    /// In microseconds.
    public var duration: Int64 {
        end.microseconds - start.microseconds
    }

    /// The weight of the incident: 0.5 below 30 minutes, 1 below 24 hours, and 1 more for each 24 hours that have
    /// passed.
    public var weight: Double {
        RoutingIncident.weight(ofMicroseconds: duration)
    }

    /// The weight of an incident of a duration (MANRS measurement framework). The framework's example gives 25 hours
    /// the weight 2; 24 hours are not below 24 hours, so they also have the weight 2.
    public static func weight(ofMicroseconds duration: Int64) -> Double {
        let minute: Int64 = 60_000_000
        if duration < 30 * minute { return 0.5 }
        return Double(1 + duration / (24 * 60 * minute))
    }
}

extension RoutingIncident {
    /// The incidents that `events` make up, in canonical order: of one network and metric, those that overlap or touch are one.
    public static func merged(_ events: some Sequence<IncidentEvent>) -> [RoutingIncident] {
        var incidents: [RoutingIncident] = []
        var group: [IncidentEvent] = []
        var end = BGPTime(microseconds: .min)
        for event in events.sorted() {
            if let last = group.last, last.asn == event.asn, last.metric == event.metric, event.start <= end {
                end = max(end, event.end)
            } else {
                if !group.isEmpty { incidents.append(RoutingIncident(group, end: end)) }
                group.removeAll(keepingCapacity: true)
                end = event.end
            }
            group.append(event)
        }
        if !group.isEmpty { incidents.append(RoutingIncident(group, end: end)) }
        return incidents
    }

    private init(_ events: [IncidentEvent], end: BGPTime) {
        metric = events[0].metric
        asn = events[0].asn
        start = events[0].start
        self.end = end
        isOpen = events.contains { $0.isOpen && $0.end == end }
        self.events = events
    }
}
