internal import BGPMessages
internal import DeskStore
internal import NumberResources
internal import Registries
internal import RouteSecurity
internal import RoutingMetrics
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Computes the readiness of one day from routes, payloads and registries.
///
/// Incidents are those that the routes themselves show: origins that are hijacks, and prefixes that must not be announced.
struct ReadinessComputation: Sendable {
    let routes: SeenRouteList
    let payloads: PayloadSet
    let files: ReadinessFiles.Content
    /// The economies that count; `nil` for all.
    let scope: (@Sendable (Economy) -> Bool)?
    /// What must not be announced, from what is unallocated.
    let bogons: @Sendable (ResourceSet) -> Bogons
    var policy = ReadinessPolicy()

    /// The result, for the day of `now`.
    func result(at now: Date) -> StoredReadiness {
        let delegated = files.delegated
        var announced = AnnouncedRoutes()
        var tracker = IncidentTracker(
            check: OffenceCheck(
                payloads: payloads, delegated: delegated, objects: files.registry?.objects ?? RouteObjects(),
                bogons: bogons(delegated.unallocated)))
        let time = BGPTime(now)
        for route in routes.routes where counts(route.origin, delegated) {
            announced.insert(route.prefix, origin: route.origin, seenBy: Int(route.peers))
            tracker.add(
                row: RISWhoisReader.Row(prefix: route.prefix, origin: route.origin, peers: Int(route.peers)), at: time)
        }
        tracker.endFile()
        let readiness = Readiness(
            routes: announced, events: tracker.events(), payloads: payloads, delegated: delegated,
            registry: files.registry, period: nil, policy: policy)
        let day = UTCDay(now).number
        return StoredReadiness(
            run: .init(
                day: day, time: now, routes: announced.count, vrps: payloads.vrps.count,
                hasRegistry: files.registry != nil, delegated: files.delegatedDay),
            economies: readiness.economies.map { ReadinessComputation.stored($0, day) },
            networks: readiness.networks.map { ReadinessComputation.stored($0, day) })
    }

    private func counts(_ origin: ASN, _ delegated: DelegatedStatistics) -> Bool {
        guard let scope else { return true }
        return delegated.economy(of: origin).map(scope) ?? false
    }

    private static func stored(_ group: GroupReadiness, _ day: Int) -> StoredReadiness.Economy {
        .init(
            code: group.id, day: day, networks: group.networkCount, ready: group.levels[.ready] ?? 0,
            aspiring: group.levels[.aspiring] ?? 0, aspas: group.aspaCount, figures: figures(group.counts, group.scores)
        )
    }

    private static func stored(_ network: NetworkReadiness, _ day: Int) -> StoredReadiness.Network {
        .init(
            asn: network.asn.rawValue, day: day, economy: network.economy?.description ?? "ZZ",
            hasASPA: network.hasASPA, figures: figures(network.counts, network.scores))
    }

    private static func figures(_ counts: RouteCounts, _ scores: ReadinessScores) -> StoredReadiness.Figures {
        var figures = StoredReadiness.Figures()
        (figures.routes, figures.valid) = (counts.routes, counts.valid)
        (figures.invalid, figures.registered) = (counts.invalid, counts.registered)
        (figures.filtering, figures.irr) = (scores.filtering, scores.irr)
        (figures.rpki, figures.overall) = (scores.rpki, scores.overall)
        return figures
    }
}
