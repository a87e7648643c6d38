public import BGPMessages
public import NumberResources

/// One thing that went wrong, as routes or an event file show it: what an incident is made of.
public struct IncidentEvent: Hashable, Sendable {
    /// The source of the event.
    public enum Source: Hashable, Sendable {
        /// The routes themselves.
        case routes
        /// A record of an event file, by its identity.
        case event(String)
    }

    public var metric: IncidentMetric
    /// The network that it counts for.
    public var asn: ASN
    public var start: BGPTime
    /// Never before `start`.
    public var end: BGPTime
    /// True if it was still so when the data ended; it may have lasted longer.
    public var isOpen: Bool
    /// True if a registry holds the resource in reserve, rather than never having allocated it. Such bogons count only
    /// if the policy says so.
    public var isAdministrative: Bool
    public var prefix: IPPrefix?
    /// The origin of the route.
    public var origin: ASN?
    /// The other AS that has to do with it: the bogon number, the one that does it for which this network passed it on.
    public var other: ASN?
    public var source: Source

    public init(
        metric: IncidentMetric, asn: ASN, start: BGPTime, end: BGPTime, isOpen: Bool = false,
        isAdministrative: Bool = false, prefix: IPPrefix? = nil, origin: ASN? = nil, other: ASN? = nil,
        source: Source = .routes
    ) {
        self.metric = metric
        self.asn = asn
        self.start = start
        self.end = max(start, end)
        self.isOpen = isOpen
        self.isAdministrative = isAdministrative
        self.prefix = prefix
        self.origin = origin
        self.other = other
        self.source = source
    }
}

extension IncidentEvent {
    /// The part of the event in `period`; `nil` where there is none.
    func clipped(to period: ReadinessPeriod) -> IncidentEvent? {
        // One that ends as the period begins has no part in it, unless it is a moment.
        guard start < period.end, end > period.start || start == period.start else { return nil }
        var event = self
        event.start = max(start, period.start)
        event.end = min(end, period.end)
        return event
    }
}

/// By network, metric, time, and then by all that it says.
extension IncidentEvent: Comparable {
    public static func < (left: IncidentEvent, right: IncidentEvent) -> Bool {
        if left.asn != right.asn { return left.asn < right.asn }
        if left.metric != right.metric { return left.metric < right.metric }
        if left.start != right.start { return left.start < right.start }
        if left.end != right.end { return left.end < right.end }
        return left.rest.lexicographicallyPrecedes(right.rest)
    }

    /// Further values that distinguish events of the same network, metric and time.
    private var rest: [String] {
        let source = if case .event(let identity) = source { "+" + identity } else { "" }
        return [
            prefix?.description ?? "", origin?.description ?? "", other?.description ?? "",
            isAdministrative ? "1" : "0", isOpen ? "1" : "0", source,
        ]
    }
}
