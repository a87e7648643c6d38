internal import NumberResources

/// An offence of a route, and the AS responsible for it.
struct RouteOffence: Hashable, Sendable {
    /// The metric for the one who does it.
    var metric: IncidentMetric
    var culprit: ASN
    /// The neighbour that had the route from the culprit and passed it on; `nil` where the path does not show one.
    var neighbour: ASN?
    var isAdministrative = false
    var prefix: IPPrefix
    var origin: ASN?
    /// The number that is bogon, where it is an AS number.
    var bogon: ASN?
}
