/// The readiness of the networks of an economy, of a region or of all. The way of summing up is defined by Atalaya.
public struct GroupReadiness: Hashable, Sendable {
    /// The economy, the code of the region, or the empty string for all.
    public let id: String
    public let name: String
    /// Networks that announce a route or have an incident.
    public internal(set) var networkCount = 0
    /// AS numbers that the delegated statistics give to holders there.
    public internal(set) var delegatedASNCount = 0
    /// Sums over the networks.
    public internal(set) var counts = RouteCounts()
    public internal(set) var space = AnnouncedSpace()
    public internal(set) var aspaCount = 0
    /// Networks that were seen to pass on routes with an invalid origin for others; `nil` where that was not looked at.
    public internal(set) var passingInvalidCount: Int?
    /// Networks with an aut-num object, and those of them with M6 and M8.
    public internal(set) var registrationCount = 0
    public internal(set) var policyCount = 0
    public internal(set) var contactCount = 0
    /// Incidents by metric, as many as count.
    public internal(set) var incidentCounts: [IncidentMetric: Int] = [:]
    /// The sum of their weights.
    public internal(set) var weights: [IncidentMetric: Double] = [:]
    /// The mean of the networks' scores, each network alike.
    public internal(set) var scores = ReadinessScores()
    public internal(set) var levels: [ReadinessScores.Level: Int] = [:]

    init(id: String, name: String) {
        self.id = id
        self.name = name
    }

    /// The part of the networks that have an ASPA; `nil` without networks.
    public var aspaShare: Double? {
        networkCount == 0 ? nil : Double(aspaCount) / Double(networkCount)
    }
}
