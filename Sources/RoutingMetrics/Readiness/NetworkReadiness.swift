public import NumberResources
public import Registries

/// The readiness of one AS, with its basis.
public struct NetworkReadiness: Hashable, Sendable {
    public let asn: ASN
    public internal(set) var economy: Economy?
    public internal(set) var registry: InternetRegistry?
    public internal(set) var counts = RouteCounts()
    public internal(set) var space = AnnouncedSpace()
    /// True if it has an ASPA.
    public internal(set) var hasASPA = false
    /// Different routes with an invalid origin that it was seen to pass on for others; `nil` where that was not looked
    /// at.
    public internal(set) var invalidRoutesPassedOn: Int?
    /// The registration in aut-num objects; `nil` if there is none, or no registry was given.
    public internal(set) var registration: RoutingPolicies.Registration?
    /// In canonical order, of all metrics.
    public internal(set) var incidents: [RoutingIncident] = []
    /// The sum of incident weights by metric, of those events that the policy counts.
    public internal(set) var weights: [IncidentMetric: Double] = [:]
    public internal(set) var scores = ReadinessScores()
    public internal(set) var level: ReadinessScores.Level = .lagging

    public init(asn: ASN) {
        self.asn = asn
    }
}

extension NetworkReadiness {
    /// M6: whether it documents what it accepts and what it announces; `nil` without an aut-num object.
    public var hasPolicy: Bool? {
        registration.map { $0.isSuperset(of: [.imports, .exports]) }
    }

    /// M8: whether its aut-num object names a contact; `nil` without an object.
    public var hasContact: Bool? {
        registration.map { $0.contains(.contact) }
    }
}
