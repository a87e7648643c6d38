public import NumberResources
public import Registries
public import ValidatedPayloads

/// The readiness of networks over a period, from what they announced and what went wrong.
///
/// ```swift
/// let readiness = Readiness(
///     routes: routes, events: tracker.events(), payloads: set, delegated: statistics, registry: nil, period: month)
/// readiness.networks.first?.scores.rpki
/// readiness.summary.levels[.ready]
/// ```
public struct Readiness: Sendable {
    /// The data of routing registries, if their dumps are given.
    public struct Registry: Sendable {
        public var objects: RouteObjects
        public var policies: RoutingPolicies

        public init(_ files: some Sequence<RoutingRegistryFile>) {
            let files = Array(files)
            objects = RouteObjects(files)
            policies = RoutingPolicies(files)
        }
    }

    /// Ascending.
    public let networks: [NetworkReadiness]
    /// Of all networks.
    public let summary: GroupReadiness
    private let groups: Groups
    private let policy: ReadinessPolicy

    /// - Parameters:
    ///   - events: Of any time; those outside the period do not count, and of others the part inside.
    ///   - invalidRoutesPassedOn: As the tracker has counted them; `nil` where that was not looked at.
    ///   - period: `nil` for all the time that there is.
    ///   - scope: Which networks to look at.
    public init(
        routes: AnnouncedRoutes, events: [IncidentEvent], invalidRoutesPassedOn: [ASN: Int]? = nil,
        payloads: PayloadSet, delegated: DelegatedStatistics, registry: Registry?, period: ReadinessPeriod?,
        policy: ReadinessPolicy = ReadinessPolicy(),
        scope: ReadinessScope = .all
    ) {
        var builder = ReadinessBuilder(
            payloads: payloads, delegated: delegated, registry: registry, policy: policy)
        builder.add(routes, scope: scope)
        builder.add(events.compactMap { event in period.map { event.clipped(to: $0) } ?? event }, scope: scope)
        builder.invalidRoutesPassedOn = invalidRoutesPassedOn
        networks = builder.networks()
        groups = Groups(delegated: delegated, resources: builder.resources)
        self.policy = policy
        summary = groups.summed(
            networks, GroupReadiness(id: scope.description, name: scope.name), policy,
            delegatedASNs: groups.delegatedASNs(in: scope))
    }

    /// By economy, ascending; networks of none are under `ZZ`.
    public var economies: [GroupReadiness] {
        let grouped = Dictionary(grouping: networks) { $0.economy?.description ?? "ZZ" }
        return grouped.keys.sorted().map { code in
            groups.summed(
                grouped[code] ?? [], GroupReadiness(id: code, name: code), policy,
                delegatedASNs: groups.delegatedASNs { ($0?.description ?? "ZZ") == code })
        }
    }

    /// By the smallest regions of M49, in the order of their codes; networks of none are under `000`.
    public var regions: [GroupReadiness] {
        func code(_ economy: Economy?) -> String { economy.flatMap(Region.subregion)?.code ?? "000" }
        let grouped = Dictionary(grouping: networks) { code($0.economy) }
        return grouped.keys.sorted().map { key in
            groups.summed(
                grouped[key] ?? [], GroupReadiness(id: key, name: Region(key)?.name ?? "none"), policy,
                delegatedASNs: groups.delegatedASNs { code($0) == key })
        }
    }
}

/// Sums networks up.
private struct Groups: Sendable {
    let delegated: DelegatedStatistics
    let resources: [ASN: ReadinessBuilder.Resources]

    /// The number of AS numbers with a holder in economies for which `condition` holds.
    func delegatedASNs(where condition: (Economy?) -> Bool) -> Int {
        delegated.asns.reduce(0) { count, row in
            guard row.record.status.isDelegated, condition(row.record.economy) else { return count }
            return count + Int(row.upper - row.lower) + 1
        }
    }

    func delegatedASNs(in scope: ReadinessScope) -> Int {
        switch scope {
        case .all: delegatedASNs { _ in true }
        case .network(let asn): delegated.record(of: asn)?.status.isDelegated == true ? 1 : 0
        case .economy(let economy): delegatedASNs { $0 == economy }
        case .region(let region): delegatedASNs { $0.map(region.contains) ?? false }
        }
    }

    func summed(
        _ networks: [NetworkReadiness], _ group: GroupReadiness, _ policy: ReadinessPolicy, delegatedASNs: Int
    ) -> GroupReadiness {
        var group = group
        group.networkCount = networks.count
        group.delegatedASNCount = delegatedASNs
        var announced = ReadinessBuilder.Resources()
        var filtering = Mean()
        var irr = Mean()
        var rpki = Mean()
        var overall = Mean()
        for network in networks {
            group.counts += network.counts
            if network.hasASPA { group.aspaCount += 1 }
            if let count = network.invalidRoutesPassedOn {
                group.passingInvalidCount = (group.passingInvalidCount ?? 0) + (count > 0 ? 1 : 0)
            }
            if network.registration != nil { group.registrationCount += 1 }
            if network.hasPolicy == true { group.policyCount += 1 }
            if network.hasContact == true { group.contactCount += 1 }
            for incident in network.incidents where policy.counts(incident) {
                group.incidentCounts[incident.metric, default: 0] += 1
            }
            group.weights.merge(network.weights) { $0 + $1 }
            if network.scores.overall != nil { group.levels[network.level, default: 0] += 1 }
            filtering.add(network.scores.filtering)
            irr.add(network.scores.irr)
            rpki.add(network.scores.rpki)
            overall.add(network.scores.overall)
            if let held = resources[network.asn] { announced.add(held) }
        }
        group.space = announced.space
        group.scores.filtering = filtering.value
        group.scores.irr = irr.value
        group.scores.rpki = rpki.value
        group.scores.overall = overall.value
        return group
    }

    private struct Mean {
        private var sum = 0.0
        private var count = 0

        mutating func add(_ value: Double?) {
            guard let value else { return }
            sum += value
            count += 1
        }

        var value: Double? {
            count == 0 ? nil : sum / Double(count)
        }
    }
}
