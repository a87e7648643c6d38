internal import NumberResources
internal import Registries
internal import ValidatedPayloads

/// Collects what is known of each network.
struct ReadinessBuilder {
    /// The address space that a network announces.
    struct Resources: Sendable {
        private var ipv4: [ClosedRange<UInt32>] = []
        private var coveredIPv4: [ClosedRange<UInt32>] = []
        private var ipv6: [ClosedRange<UInt128>] = []
        private var coveredIPv6: [ClosedRange<UInt128>] = []

        mutating func add(_ prefix: IPPrefix, isCovered: Bool) {
            switch prefix.family {
            case .ipv4:
                let range = prefix.address.ipv4Value...prefix.lastAddress.ipv4Value
                ipv4.append(range)
                if isCovered { coveredIPv4.append(range) }
            case .ipv6:
                let range = prefix.leftAlignedBits...prefix.lastAddress.leftAlignedBits
                ipv6.append(range)
                if isCovered { coveredIPv6.append(range) }
            }
        }

        mutating func add(_ other: Resources) {
            ipv4 += other.ipv4
            coveredIPv4 += other.coveredIPv4
            ipv6 += other.ipv6
            coveredIPv6 += other.coveredIPv6
        }

        var space: AnnouncedSpace {
            AnnouncedSpace(
                announced: ResourceSet(ipv4: IntervalSet(ipv4), ipv6: IntervalSet(ipv6)),
                covered: ResourceSet(ipv4: IntervalSet(coveredIPv4), ipv6: IntervalSet(coveredIPv6)))
        }
    }

    private let origins: OriginValidation
    private let customers: Set<ASN>
    private let delegated: DelegatedStatistics
    private let registry: Readiness.Registry?
    private let policy: ReadinessPolicy
    private var found: [ASN: NetworkReadiness] = [:]
    private(set) var resources: [ASN: Resources] = [:]
    var invalidRoutesPassedOn: [ASN: Int]?

    init(
        payloads: PayloadSet, delegated: DelegatedStatistics, registry: Readiness.Registry?, policy: ReadinessPolicy
    ) {
        origins = OriginValidation(payloads.vrps)
        customers = Set(payloads.aspas.map(\.customer))
        self.delegated = delegated
        self.registry = registry
        self.policy = policy
    }

    mutating func add(_ routes: AnnouncedRoutes, scope: ReadinessScope) {
        var inScope: [ASN: Bool] = [:]
        for route in routes.routes {
            let isIn = inScope[route.origin] ?? scope.contains(route.origin, in: delegated)
            inScope[route.origin] = isIn
            if isIn { add(route) }
        }
    }

    private mutating func add(_ route: AnnouncedRoutes.Route) {
        let state = origins.state(of: route.prefix, origin: route.origin)
        var counts = RouteCounts()
        counts.routes = 1
        switch state {
        case .valid: counts.valid = 1
        case .invalid: counts.invalid = 1
        case .notFound: counts.notFound = 1
        }
        if let match = registry?.objects.match(of: route.prefix, origin: route.origin),
            match == .exact || policy.acceptsCoveringRouteObjects
        {
            counts.registered = 1
        }
        found[route.origin, default: NetworkReadiness(asn: route.origin)].counts += counts
        resources[route.origin, default: Resources()].add(route.prefix, isCovered: state != .notFound)
    }

    mutating func add(_ events: [IncidentEvent], scope: ReadinessScope) {
        let own = events.filter { scope.contains($0.asn, in: delegated) }
        // An incident that does not count is none of one that does.
        let counted = RoutingIncident.merged(own.filter { policy.counts($0) })
        let others = RoutingIncident.merged(own.filter { !policy.counts($0) })
        for incident in counted {
            found[incident.asn, default: NetworkReadiness(asn: incident.asn)].incidents.append(incident)
            found[incident.asn]?.weights[incident.metric, default: 0] += incident.weight
        }
        for incident in others {
            found[incident.asn, default: NetworkReadiness(asn: incident.asn)].incidents.append(incident)
        }
    }

    /// The networks with their scores, ascending.
    func networks() -> [NetworkReadiness] {
        found.values.sorted { $0.asn < $1.asn }.map(completed)
    }

    private func completed(_ network: NetworkReadiness) -> NetworkReadiness {
        var network = network
        let delegation = delegated.record(of: network.asn)
        network.economy = delegation?.economy
        network.registry = delegation?.registry
        network.hasASPA = customers.contains(network.asn)
        network.invalidRoutesPassedOn = invalidRoutesPassedOn.map { $0[network.asn] ?? 0 }
        network.registration = registry?.policies.registration(of: network.asn)
        network.space = resources[network.asn]?.space ?? AnnouncedSpace()
        network.incidents.sort {
            ($0.metric, $0.start, $0.end, policy.counts($0) ? 0 : 1) < (
                $1.metric, $1.start, $1.end, policy.counts($1) ? 0 : 1
            )
        }
        var raw = 0.0
        for metric in policy.scoredMetrics.sorted() {
            raw += (network.weights[metric] ?? 0) * (metric.isPassedOn ? policy.passedOnWeight : 1)
        }
        var scores = ReadinessScores()
        scores.filtering = policy.filteringScore(ofWeight: raw)
        scores.irr = registry == nil ? nil : network.counts.registeredShare
        scores.rpki = policy.rpkiBalance(of: network.counts).map { max(0, $0) }
        network.scores = policy.completed(scores)
        if let overall = network.scores.overall { network.level = policy.level(of: overall) }
        return network
    }
}

extension ReadinessPolicy {
    func counts(_ event: IncidentEvent) -> Bool {
        countsAdministrativeBogons || !event.isAdministrative
    }

    /// True if an incident counts: then all of its events do.
    public func counts(_ incident: RoutingIncident) -> Bool {
        incident.events.allSatisfy { counts($0) }
    }
}
