import BGPMessages
import NumberResources
import ValidatedPayloads

// What the configuration does not name. All of it may be on purpose, so that each class is asked for by itself, and what the first
// tables showed is usual.
extension RouteClassifier {
    /// A route to a monitored prefix or a part of it with which nothing else is wrong.
    func classifyUnexpected(
        _ route: JudgedRoute, _ mine: OwnResources.Own, _ usual: FirstTables, _ verdict: inout RouteVerdict
    ) {
        classifyPolicy(route, &verdict)
        let checks = own.configuration.checks
        if checks.isEmpty || verdict.alertClass != nil { return }
        let isExact = route.prefix == mine.prefix
        if checks.contains(.newPrefix), !isExact, own.asns.contains(route.end),
            verdict.assessment.originState != .valid, !usual.prefixes.contains(route.prefix)
        {
            verdict.alertClass = .newPrefix
            verdict.offender = route.end
            return
        }
        classifyDownstream(route, usual, &verdict)
        if verdict.alertClass == nil, checks.contains(.roaMissing), isExact, knowsPayloads,
            verdict.assessment.originState == .notFound, own.asns.contains(route.end)
        {
            verdict.alertClass = .roaMissing
            verdict.offender = route.end
        }
    }

    /// What the configuration says of paths to us.
    private func classifyPolicy(_ route: JudgedRoute, _ verdict: inout RouteVerdict) {
        let rules = own.pathRules
        if let pattern = rules.forbidden(in: route.hops) {
            verdict.alertClass = .pathPolicy
            verdict.assessment.brokenRule = .forbidden(pattern)
            // Of several that a pattern names, the one next to the peer; of none, our neighbour.
            verdict.offender =
                route.hops.first { pattern.asns.contains($0) && !own.asns.contains($0) }
                ?? OwnEnd(route.hops, own.asns).neighbour ?? route.hops[0]
        } else if rules.lacksRequired(route.hops), let neighbour = OwnEnd(route.hops, own.asns).neighbour {
            verdict.alertClass = .pathPolicy
            verdict.assessment.brokenRule = .required
            verdict.offender = neighbour
        }
    }

    /// An AS behind ours that is not known there.
    func classifyDownstream(_ route: JudgedRoute, _ usual: FirstTables, _ verdict: inout RouteVerdict) {
        guard own.configuration.checks.contains(.newDownstream),
            let place = route.hops.lastIndex(where: own.asns.contains), place + 1 < route.hops.count
        else { return }
        let next = route.hops[place + 1]
        // What a neighbour of ours above us originates is a leak, where roles show it.
        guard !own.neighbours.contains(next), !usual.downstreams.contains(next), !isConfiguredOrigin(next) else {
            return
        }
        verdict.alertClass = .newDownstream
        verdict.offender = next
        verdict.ownASN = route.hops[place]
    }

    private func isConfiguredOrigin(_ asn: ASN) -> Bool { own.origins.contains(asn) }

    /// A prefix around one of ours.
    func classifySuperPrefix(_ route: JudgedRoute, _ usual: FirstTables, _ verdict: inout RouteVerdict) {
        guard own.configuration.checks.contains(.superPrefixOrigin), let below = own.index(below: route.prefix),
            verdict.assessment.originState != .valid, !own.upstreams.contains(route.end),
            !isConfiguredOrigin(route.end),
            !usual.covering.contains(FirstTables.Origin(prefix: route.prefix, origin: route.end)),
            !registered.isHolder(route.end, of: route.prefix)
        else { return }
        verdict.alertClass = .superPrefixOrigin
        verdict.offender = route.end
        verdict.below = below
    }
}
